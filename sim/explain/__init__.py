"""Why a run came to what it came to: one decision is changed, and the run goes on again."""
