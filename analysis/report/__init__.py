"""One self-contained HTML page from a folder on disk: what was asked, found, assumed."""
