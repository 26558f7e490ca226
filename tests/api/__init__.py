"""The public Python, and that the command line says and writes the same."""
