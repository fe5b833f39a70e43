from __future__ import annotations

from xml.etree import ElementTree

import pytest
from markupsafe import Markup

from eval.report import svg

SHARE = {"value": 0.5, "low": 0.25, "high": 0.75}
BINS = [
    {"cases": 4, "probability": 0.2, "right": 0.25},
    {"cases": 9, "probability": 0.9, "right": 1},
]


@pytest.mark.parametrize(
    "plot",
    [
        svg.reliability(BINS),
        svg.reliability([]),
        svg.risk_coverage([{"coverage": 0.5, "risk": 0.0}, {"coverage": 1.0, "risk": 0.4}]),
        svg.risk_coverage([]),
        svg.intervals([("<en> & co", SHARE, 9), ("a name that is far too long", SHARE, 1)], "t"),
        svg.confusion([{"right": "57", "given": "58", "cases": 3}]),
        svg.confusion([]),
    ],
)
def test_every_plot_is_well_formed_and_titled(plot: Markup) -> None:
    root = ElementTree.fromstring(plot)
    assert root.tag == "svg"
    assert root[0].tag == "title"
    assert root.attrib["role"] == "img"


def test_names_are_escaped() -> None:
    assert "<en>" not in svg.intervals([("<en>", SHARE, 9)], "t")


def test_the_most_confused_chapters_are_kept() -> None:
    pairs = [{"right": f"{n:02}", "given": "99", "cases": n} for n in range(1, 60)]
    plot = svg.confusion(pairs, most=5)
    assert "59" in plot
    assert ">01<" not in plot
