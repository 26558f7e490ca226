"""What runs leave behind: tables of integers, their columns and words, and folders on disk.

It plays nothing; machines and runs write through it, and ``analysis`` reads what it wrote.
"""
