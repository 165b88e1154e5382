"""The examples of the Method page: only what is said is written down; what it comes to, the method's own code computes.

So no number on the page can be another than a scorecard would show. ``version_1`` has those of the first version.
"""
