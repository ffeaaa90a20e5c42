"""A week as sections: what stands in the digest."""
