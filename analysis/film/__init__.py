"""One run as a moving picture: who stands on which rung, turn by turn, and what was said."""
