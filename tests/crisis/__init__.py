"""Laws of the text of a turn, played as plain functions over a state."""
