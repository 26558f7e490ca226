"""The reference page and the JSON Schema of scenario files, made from the models of the format.

Only ``sim.scenario.publish``, ``brink schema`` and the like of them for sweep files come in.
"""
