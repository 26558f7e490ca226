"""The ensemble engine: many runs at once, compiled from the mechanisms' own text."""
