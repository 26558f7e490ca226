"""Tables, statistics and figures from a run folder on disk, without the model."""
