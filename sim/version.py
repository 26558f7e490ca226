"""Which version of a package is installed."""

from importlib.metadata import PackageNotFoundError, version


def version_of(package: str) -> str:
    """The version as its metadata give it.

    >>> version_of("no-such-package")
    'not installed'
    """
    try:
        return version(package)
    except PackageNotFoundError:  # Brink itself may be run from a checkout
        return "not installed"
