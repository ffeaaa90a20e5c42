"""Analysis: pure functions from canonical tables to numbers; no files, no screen, no figures."""
