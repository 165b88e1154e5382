"""What was said of milestones, in a notation short enough for a test to be read."""

from checkmyogp.domain.findings import Counting, MilestoneRatings, Rating
from checkmyogp.domain.scales import Account, Silence

COUNTED, INTERESTED, RECUSED, NOT_ACCREDITED = (
    Counting.COUNTED,
    Counting.INTERESTED,
    Counting.RECUSED,
    Counting.NOT_ACCREDITED,
)


def row(
    government: Account,
    *levels: Account | tuple[Account, Counting],
    milestone: str = "1.1",
    commitment: str = "1",
    withdrawn: bool = False,
) -> MilestoneRatings:
    """A milestone scored by NGOs a, b, c ...; an answer stands alone where it counts, otherwise with its reason."""
    ratings = tuple(
        Rating(rater, *(said if isinstance(said, tuple) else (said, COUNTED)))
        for rater, said in zip("abcdefghijklmnopqrstuvwxyz", levels, strict=False)
    )
    return MilestoneRatings(milestone, commitment, withdrawn, government, ratings)


SILENT = Silence.NOT_REPORTED
