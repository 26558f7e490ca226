"""What the model was fitted to, what it was not, and where it fails: the pages of docs/validity.

It plays nothing itself but calls ``brink`` and reads its folders. The command that writes the
pages, ``commands.jobs.validity``, alone imports it.
"""
