"""From the facts of a crisis to the parameters of its actors, by one stated rule.

Reading a scenario comes in here, for a file by hand and for a row of ICB alike.
"""
