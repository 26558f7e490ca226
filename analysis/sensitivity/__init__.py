"""What carries a result, and where it tips: read from sweep folders, without the model."""
