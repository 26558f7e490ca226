"""The search for the values of one parameter at which a share crosses a level.

``brink sensitivity --tipping`` imports it, and so do the figures of sensitivity.
"""
