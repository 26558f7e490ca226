"""What is different between two scenarios, in plain words; nothing here runs them."""
