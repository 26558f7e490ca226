"""Laws of ensembles: every run once, whatever its workers and whatever fails."""
