"""The error and the warnings of analysis, which import nothing of the model."""


class AnalysisError(Exception):
    """A folder or a request is wrong; the text is one clear message."""


class AnalysisWarning(UserWarning):
    """A result is right but may not be what it seems; the text is one clear message."""


class MissingLettersWarning(UserWarning):
    """No installed font has some of the letters that were to be drawn.

    Attributes:
        letters: Those letters.
    """

    SHOWN = 24  # letters

    def __init__(self, letters: str) -> None:
        """Keep each letter once."""
        super().__init__(letters)
        self.letters = "".join(dict.fromkeys(letters))

    def __str__(self) -> str:
        """One line that names the letters.

        >>> str(MissingLettersWarning("中国"))
        'no installed font has the letters 中 国: boxes stand in their place'
        """
        shown = " ".join(self.letters[: self.SHOWN])
        if (more := len(self.letters) - self.SHOWN) > 0:
            shown += f" and {more} more"
        return f"no installed font has the letters {shown}: boxes stand in their place"
