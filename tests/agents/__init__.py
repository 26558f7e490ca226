"""Laws of the Mesa model: its actors, its order, and what Mesa's users expect of it."""
