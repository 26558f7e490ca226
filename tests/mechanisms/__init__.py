"""Laws of the equations, each by itself."""
