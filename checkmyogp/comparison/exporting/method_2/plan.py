"""What a scorecard of version 2 depends on besides what was said: who might have scored, the bands, the method."""

from flask_babel import lazy_gettext

from checkmyogp.comparison.exporting.cells import ColumnKind, ExportCell, ExportColumn, ExportRow, ExportTable
from checkmyogp.comparison.exporting.columns import CRITERION, in_languages, texts
from checkmyogp.comparison.exporting.method_2 import frozen
from checkmyogp.comparison.exporting.plan import (
    GOVERNMENT,
    IN_LANGUAGES,
    NGO,
    PARTIES,
    PARTY_KEY,
    PARTY_KIND,
    method_table,
)
from checkmyogp.domain.scales import Silence
from checkmyogp.domain.wording import Wording
from checkmyogp.snapshots.reader import Scorecard
from checkmyogp.snapshots.schema import FrozenBand, FrozenCrosswalk


def parties(scorecard: Scorecard) -> ExportTable:
    """The names behind the keys of agencies and NGOs, those of NGOs that kept silent as well."""
    accredited = frozen.accredited(scorecard)
    ngos = {**frozen.names_of_accredited(scorecard), **scorecard.raters}
    named = [(GOVERNMENT, key, name) for key, name in sorted(scorecard.agencies.items())]
    named += [(NGO, key, ngos[key]) for key in sorted(ngos)]
    return ExportTable(
        "parties.csv",
        PARTIES,
        (
            PARTY_KIND,
            PARTY_KEY,
            ExportColumn(
                "accredited",
                ColumnKind.TRUTH,
                lazy_gettext(
                    "Whether the NGO was accredited when the round closed, whether it scored or not; empty for an "
                    "agency."
                ),
                ("true", "false"),
            ),
            *in_languages("name", IN_LANGUAGES, [name for *_, name in named]),
        ),
        [
            {
                "party_kind": kind,
                "key": key,
                "accredited": key in accredited if kind == NGO else "",
                **texts("name", name),
            }
            for kind, key, name in named
        ],
    )


def bands(scorecard: Scorecard) -> ExportTable:
    """Every band of the crosswalks by which agencies' reports were read."""
    found = [(crosswalk, band) for crosswalk in scorecard.frozen["crosswalks"] for band in crosswalk["bands"]]
    return ExportTable(
        "bands.csv",
        lazy_gettext("The bands that agencies report in, and the levels that they stand for."),
        (
            ExportColumn("crosswalk", ColumnKind.TEXT, lazy_gettext("The crosswalk's key.")),
            ExportColumn("version", ColumnKind.NUMBER, lazy_gettext("The crosswalk's version.")),
            CRITERION,
            ExportColumn("band", ColumnKind.TEXT, lazy_gettext("The band, as agencies report it.")),
            ExportColumn("level", ColumnKind.NUMBER, lazy_gettext("The level that the band stands for.")),
            ExportColumn(
                "silence",
                ColumnKind.TEXT,
                lazy_gettext("The silence that it stands for."),
                (Silence.NOT_YET_DUE.value,),
            ),
            *in_languages("name", IN_LANGUAGES, [Wording.restored(band["name"]) for _, band in found]),
        ),
        [_band(crosswalk, band) for crosswalk, band in found],
    )


def _band(crosswalk: FrozenCrosswalk, band: FrozenBand) -> ExportRow:
    account = band["account"]
    return {
        "crosswalk": crosswalk["key"],
        "version": crosswalk["version"],
        "criterion": crosswalk["criterion"],
        "band": band["raw"],
        **({"level": account} if isinstance(account, int) else {"silence": account["silence"]}),
        **texts("name", Wording.restored(band["name"])),
    }


def method(scorecard: Scorecard) -> ExportTable:
    """What the figures depend on besides the scores, and which scorecard this is."""
    used = frozen.method_of(scorecard)
    facts: dict[str, ExportCell] = {
        "plan": scorecard.plan_slug,
        "round": scorecard.round_slug,
        "version": scorecard.version,
        "sha256": scorecard.digest,
        "method_version": used["version"],
        "quorum": used["quorum"],
        "opening": used["opening"],
        "seed": used["seed"],
        "draws": used["draws"],
        "period_ends": scorecard.period_ends,
    }
    return method_table(
        facts,
        lazy_gettext(
            "Version 0 is not published yet and has no sha256. The quorum is the fewest counted NGOs for a "
            "position. The opening is the digest of the public entry that opened the round; the seed is its "
            "first 13 hexadecimal digits as a number. Draws are those of alpha's interval. A milestone was due "
            "if it ended by the day on which the round's period ends."
        ),
    )
