"""One run told turn by turn, for a reader who has never seen the model."""

from brinkmanship.sim.story.tell import tell
from brinkmanship.sim.story.watch import watch

__all__ = ["tell", "watch"]
