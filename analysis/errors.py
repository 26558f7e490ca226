"""The error of analysis; it stands here so that nothing of the model need be there."""


class AnalysisError(Exception):
    """A folder, or what is asked of it, allows no answer; its text is one clear message."""
