"""A report: one HTML page, made from a folder on disk alone.

It may import every other room but ``film``; only ``brink report`` imports it.
"""
