"""A creator's own words on the pages: changes of labels, rules on captions."""
