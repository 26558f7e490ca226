"""The command ``brink``, as ``python -m brinkmanship``."""

from brinkmanship.cli import main

if __name__ == "__main__":
    main()
