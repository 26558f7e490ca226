"""One run recorded whole: what each actor saw, weighed, drew, said and did, as plain data.

It plays the run in plain Python; the text of a story, explanations, films and ``--json`` read it.
"""
