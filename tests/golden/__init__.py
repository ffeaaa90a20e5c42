"""What the commands and pages give for the samples, byte for byte: the check that a rebuilding changes no behaviour."""
