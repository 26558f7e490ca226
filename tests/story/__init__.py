"""Laws of stories: the trace of a run, its routes, and the text that tells it."""
