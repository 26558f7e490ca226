"""A trace as a page of text: the items worth telling that fit, and what stands around them.

It reads nothing but a trace; ``sim.story`` hands out the page, ``brink explain`` uses the links.
"""
