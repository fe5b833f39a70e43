from __future__ import annotations

from pathlib import Path

from hs_data.rules import Rules, rules_of
from hs_data.tables import COLUMNS, write_table


def test_a_heading_rules_hold_below_it_unless_a_subheading_says_otherwise(tmp_path: Path) -> None:
    write_table(
        tmp_path / "attributes" / "57.tsv",
        COLUMNS["attributes"],
        [
            ("5701", "construction", "requires", "knotted"),
            ("5701", "material", "excludes", "leather"),
            ("570110", "material", "requires", "wool|fine_animal_hair"),
            ("570190", "construction", "requires", "tied"),
            ("570190", "material", "excludes", "wool"),
        ],
    )
    wool, other = rules_of(["570110", "570190"], tmp_path)
    assert wool.requires == {"construction": {"knotted"}, "material": {"wool", "fine_animal_hair"}}
    assert wool.excludes == {"material": {"leather"}}
    assert other.requires == {"construction": {"tied"}}
    assert other.excludes == {"material": {"leather", "wool"}}


def test_rules_are_apart_when_something_decides() -> None:
    wool, silk = Rules({"material": {"wool"}}), Rules({"material": {"silk"}})
    not_wool = Rules({}, {"material": {"wool"}})
    assert wool.apart_from(silk)
    assert wool.apart_from(not_wool)
    assert not_wool.apart_from(wool)
    assert not silk.apart_from(not_wool)
    assert not wool.apart_from(Rules({"material": {"wool", "silk"}}))
