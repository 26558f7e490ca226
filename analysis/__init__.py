"""Tables, statistics and figures from a folder on disk, without the model.

Imports go one way: ``statistics``, ``tables``, ``figures``, then ``sensitivity``, ``report`` and
``film``. Commands and users import it; it imports nothing of the model.
"""
