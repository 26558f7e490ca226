"""Laws of the compiled machines: they play what the text says, and start wherever they are."""
