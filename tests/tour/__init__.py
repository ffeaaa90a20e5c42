"""A walk through every page, at every width, in both themes and with each kind of data: pictures, and what is wrong with them."""
