"""The standing battery: what must hold of the model whatever was fitted.

The tests play it small; the whole of it is a command:

python -m tests.validation.battery
"""
