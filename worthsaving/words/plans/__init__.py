"""What plans say: tests written down beforehand, bets on new videos, what comes next, why a level changed."""
