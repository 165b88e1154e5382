"""A scorecard as files that a researcher opens in R, in Python or in a spreadsheet.

Every file is a pure function of the scorecard, equal to the byte wherever and whenever it is made: a provisional one on
the workbench, a published one for everybody. Two scripts among them compute the published figures again from the scores
beside them; they share no code with the site.

No fraction is written as 3/2, which a spreadsheet takes for a date: levels end in .5 or in nothing and are exact as
decimals; coefficients, which seldom end, stand as numerator and denominator, beside what the scorecard prints.
"""

from checkmyogp.comparison.exporting.files import EVERYTHING, File, exported

__all__ = ["EVERYTHING", "File", "exported"]
