"""Laws of explanations: what could have been otherwise in a run, and whose part it was."""
