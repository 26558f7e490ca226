"""The error and the warning of analysis, which import nothing of the model."""


class AnalysisError(Exception):
    """A folder or a request is wrong; the text is one clear message."""


class AnalysisWarning(UserWarning):
    """A result is right but may not be what it seems; the text is one clear message."""
