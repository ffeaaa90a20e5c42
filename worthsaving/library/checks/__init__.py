"""What a backup must be before it is restored: a whole file, the tables of its version, values that can be."""
