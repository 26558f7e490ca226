"""A search for parts of a scenario that do nothing: levers without effect, idle actors and rules.

It plays and watches runs, so it may import every machine; only ``brink check`` comes in. Its
``notes`` need the document alone and import no machine.
"""
