"""Labels in the sections: posts named, columns taken, files read and written, kinds compared."""
