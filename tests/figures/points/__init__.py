"""Videos as points of a chart."""
