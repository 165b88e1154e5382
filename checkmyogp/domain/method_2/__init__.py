"""Version 2 of the method: what a round comes to, and how sure one can be of it.

Version 1 stands beside it unchanged, for whatever was published under it. What both share is imported from there and
never copied: scales, rubrics, who counts, the coefficients of agreement.
Source: the published method, version 2; docs/decisions/0022-method-2.md.
"""
