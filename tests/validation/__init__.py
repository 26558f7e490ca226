"""What the model is known for shows in its runs: levers move them, and each can be switched off."""
