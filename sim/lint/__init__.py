"""Looking for meaning: parts of a scenario that do nothing, as far as its runs can tell."""
