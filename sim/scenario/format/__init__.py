"""The keys and values of a scenario file, as frozen pydantic models with a range for each number.

Whoever holds a scenario may import the models; they read no file and check no two parts against
each other.
"""
