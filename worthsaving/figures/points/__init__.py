"""Videos as points of a chart, and the names beside them."""
