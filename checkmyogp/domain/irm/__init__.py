"""The codes of the Independent Reporting Mechanism (IRM): one per commitment, product and question.

The IRM changed its questions more than once. Each question of each product is a scheme of its own with a list of codes
of its own, and no code of one is ever read as a code of another, even where the word is the same.
Source: the IRM's procedures manual and product guides; the published method, section "Scale".
"""

from checkmyogp.domain.irm.agreement import (
    LEVELS,
    ComparedCommitment,
    IrmAgreement,
    Lifting,
    agreement,
    derived,
    strictest_level,
)
from checkmyogp.domain.irm.schemes import (
    COMPLETION,
    SCHEMES,
    Coded,
    CodeWord,
    CodingScheme,
    IrmQuestion,
    Mark,
    NotACode,
    Product,
    Scheme,
    Stance,
    Unlevelled,
    coded,
    completion,
    of_product,
)

__all__ = [
    "COMPLETION",
    "LEVELS",
    "SCHEMES",
    "CodeWord",
    "Coded",
    "CodingScheme",
    "ComparedCommitment",
    "IrmAgreement",
    "IrmQuestion",
    "Lifting",
    "Mark",
    "NotACode",
    "Product",
    "Scheme",
    "Stance",
    "Unlevelled",
    "agreement",
    "coded",
    "completion",
    "derived",
    "of_product",
    "strictest_level",
]
