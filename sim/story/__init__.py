"""One run told turn by turn, for a reader who has never seen the model."""

from sim.story.tell import tell
from sim.story.watch import watch

__all__ = ["tell", "watch"]
