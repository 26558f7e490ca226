"""The usual slips of those who write YAML, each with the edit that mends it.

The parser asks here when it gave up; :mod:`.characters` also serves whoever meets a slip in a text
that can be read.
"""
