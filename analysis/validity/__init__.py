"""What the model was fitted to, what it was not, and where it fails: the pages of docs/validity."""
