"""One run as a story: its trace, the routes it took, and the page of text that tells it.

It plays runs and reads what they note; explanations, the public Python and the commands come in.
"""

from brinkmanship.sim.story.text.page import story_text
from brinkmanship.sim.story.trace.run import trace_run

__all__ = ["story_text", "trace_run"]
