"""What is different between two scenarios, in plain words; nothing here runs them."""

from sim.changes.between import Change, changes_between
from sim.changes.text import by_subject

__all__ = ["Change", "by_subject", "changes_between"]
