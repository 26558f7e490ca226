"""From the facts of a crisis to the parameters of its actors, by one stated rule."""
