"""The error of analysis, which imports nothing of the model."""


class AnalysisError(Exception):
    """A folder or a request is wrong; the text is one clear message."""
