"""Laws of the tables, statistics and figures, on folders made without the engine."""
