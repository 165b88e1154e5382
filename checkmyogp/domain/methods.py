"""The versions of the method. A round is judged by the one that it was opened under, for ever."""

FIRST_METHOD = 1
"""What judged every round that was opened before there was another; its seed was drawn by the server."""

CURRENT_METHOD = 2
"""What a round is opened under now; its seed follows from the public entry that opened it."""
