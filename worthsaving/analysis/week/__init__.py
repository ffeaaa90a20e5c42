"""A week of an account against its usual weeks: what came in, new videos at their age, a personal best."""
