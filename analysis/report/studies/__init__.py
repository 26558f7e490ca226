"""Tables, figures and findings of a folder of ``brink compare``, ``explain`` or ``sensitivity``.

The pages of the report import it.
"""
