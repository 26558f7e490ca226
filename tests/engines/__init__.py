"""The two engines held against each other over scenarios nobody wrote."""
