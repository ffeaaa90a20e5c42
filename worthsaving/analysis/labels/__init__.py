"""Labels: a creator's own way of sorting posts, as tables, rules on captions, and what they show."""
