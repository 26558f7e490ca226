"""What the system refuses for want of memory, room, rights or files, as one message."""

SHARED_LIBRARY = ("cannot allocate memory", "failed to map segment", "cannot open shared object")
NO_THREAD = "can't start new thread"
SHORTAGES = (OSError, MemoryError, ImportError, RuntimeError, UnicodeEncodeError)
"""Errors that may be a shortage; ``shortage_of`` says whether one is."""

TOO_LITTLE = "too little memory"


def shortage_of(error: BaseException) -> str | None:
    """What this system lacks, in one sentence with a cure; None for an error of another kind.

    >>> shortage_of(OSError(28, "No space left on device", "out/runs"))
    'out/runs: No space left on device; brink doctor says what this machine offers'
    >>> shortage_of(ValueError("of another kind")) is None
    True
    """
    text = " ".join(str(error).split())
    if isinstance(error, MemoryError):
        what = f"{TOO_LITTLE} ({text})" if text else TOO_LITTLE
    elif isinstance(error, RuntimeError) and NO_THREAD in text:
        what = "no more threads can be started"
    elif isinstance(error, ImportError) and any(one in text for one in SHARED_LIBRARY):
        what = f"a library cannot be loaded ({text})"
    elif isinstance(error, UnicodeEncodeError):
        what = "a name has letters that this locale lacks; set PYTHONUTF8=1"
    elif isinstance(error, OSError):
        told = error.strerror or text or type(error).__name__
        what = f"{error.filename}: {told}" if error.filename else told
    else:
        return None
    return f"{what}; brink doctor says what this machine offers"
