"""What a track says to those who do not see it, and the way back from a milestone to its row."""

import json
import re
from collections import Counter
from urllib.parse import urldefrag

import pytest

from tests.pages.inspecting import Inspector, page
from tests.plugins.engines import ON_SQLITE
from tests.states import MILESTONE, SCORECARD

pytestmark = ON_SQLITE

COUNTED = {"en": re.compile(r"[:,] (\d+) "), "mn": re.compile(r"[:,] (\d+) нь ")}


@pytest.mark.parametrize("language", COUNTED)
def test_a_track_says_how_many_ngos_gave_each_level(reader: Inspector, published: bytes, language: str):
    main = page(reader.get(f"/{language}{SCORECARD}/1?criterion=participation")).main
    figures = next(each for each in json.loads(published)["figures"] if each["criterion"] == "participation")
    rows = {row.attributes["id"]: row for row in main.all("tr") if "id" in row.attributes}

    for result in figures["milestones"]:
        levels = Counter(result["levels"])
        said = rows[f"t{result['number']}"].all("title")[0].text()
        assert COUNTED[language].findall(said) == [str(levels[level]) for level in sorted(levels)]


def test_the_links_back_from_a_milestone_lead_to_its_row(reader: Inspector):
    back = [link for link in page(reader.get(f"/en{MILESTONE}/4.1")).main.links() if "#t" in link]

    assert len(back) == 2
    for link in back:
        address, fragment = urldefrag(link)
        row = next(row for row in page(reader.get(address)).main.all("tr") if row.attributes.get("id") == fragment)
        assert row.of_class("no")[0].text() == "4.1"
