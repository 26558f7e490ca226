"""What a run is made of: records, their layout as arrays or objects, and what is read off them.

Every module of the text reads and writes these records; machines lay them out.
"""
