"""Why a run came to what it came to: what if one decision, one chance or one policy were another.

It plays changed runs on compiled engines and reads their traces; only ``brink explain`` comes in.
"""
