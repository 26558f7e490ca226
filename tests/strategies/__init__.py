"""Random scenarios: Hypothesis strategies for whole documents, for every test that needs them."""
