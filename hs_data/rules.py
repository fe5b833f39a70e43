"""What each subheading requires and excludes of the goods, its heading's rules included."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from hs_data.knowledge import VALUE_SEPARATOR
from hs_data.tables import TABLES, read_kind


@dataclass(slots=True)
class Rules:
    """What one code requires and excludes: attribute -> values, any one of which will do."""

    requires: dict[str, set[str]] = field(default_factory=dict)
    excludes: dict[str, set[str]] = field(default_factory=dict)

    def apart_from(self, other: Rules) -> bool:
        """Whether some attribute decides between this code and another."""
        for attribute, values in self.requires.items():
            if attribute in other.requires and not values & other.requires[attribute]:
                return True
            if values <= other.excludes.get(attribute, set()):
                return True
        return any(
            values <= self.excludes.get(attribute, set())
            for attribute, values in other.requires.items()
        )

    def below(self, heading: Rules) -> Rules:
        """These rules with those of the heading, where these say nothing of an attribute."""
        return Rules(
            {**heading.requires, **self.requires},
            {
                attribute: heading.excludes.get(attribute, set())
                | self.excludes.get(attribute, set())
                for attribute in {*heading.excludes, *self.excludes}
            },
        )


def own_rules(root: Path = TABLES) -> Mapping[str, Rules]:
    """The rules written under each code, by its digits.

    Raises:
        DataError: a table is malformed.
    """
    found: dict[str, Rules] = defaultdict(Rules)
    # Read as plain rows: a record for each would cost a start more than the rules are worth.
    for code, attribute, mode, values in read_kind("attributes", root):
        if mode == "requires":
            found[code].requires[attribute] = set(values.split(VALUE_SEPARATOR))
        elif mode == "excludes":
            found[code].excludes[attribute] = set(values.split(VALUE_SEPARATOR))
    return found


def rules_of(codes: list[str], root: Path = TABLES) -> list[Rules]:
    """The rules that hold for each subheading, its heading's included.

    Raises:
        DataError: a table is malformed.
    """
    known = own_rules(root)
    nothing = Rules()
    return [known.get(c, nothing).below(known.get(c[:4], nothing)) for c in codes]
