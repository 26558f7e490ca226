"""Laws of the search for parts of a scenario that do nothing."""
