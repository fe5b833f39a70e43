from __future__ import annotations

from pathlib import Path

import pytest

from classifier.vocabulary import Vocabulary

NAMES = {
    ("material", "wool"): {"en": ("wool", "pure wool"), "fr": ("laine",)},
    ("outer_sole", "sole_leather"): {"en": ("leather sole",)},
}
TEXTS = (["pure", "wool", "rug"], ["lain"], ["leather", "sole"], ["silk"])


def read(vocabulary: Vocabulary) -> list[tuple[int, list[tuple[str, str]]]]:
    return [vocabulary.longest(keys, 0) for keys in TEXTS]


def test_phrases_kept_in_a_file_are_those_that_were_cut(tmp_path: Path) -> None:
    kept = tmp_path / "phrases.json"
    first = Vocabulary(NAMES, {}, kept)
    assert kept.exists()
    assert read(first) == read(Vocabulary(NAMES, {}, kept)) == read(Vocabulary(NAMES, {}))
    assert read(first)[0] == (2, [("material", "wool")])
    assert [path.name for path in tmp_path.iterdir()] == ["phrases.json"]


@pytest.mark.parametrize("content", ["", "[[", "\x00"])
def test_a_broken_file_is_written_again(tmp_path: Path, content: str) -> None:
    kept = tmp_path / "phrases.json"
    kept.write_text(content)
    assert read(Vocabulary(NAMES, {}, kept)) == read(Vocabulary(NAMES, {}))
    assert kept.read_text() != content


def test_nowhere_to_keep_them_costs_no_answer(tmp_path: Path) -> None:
    assert read(Vocabulary(NAMES, {}, tmp_path / "no" / "phrases.json")) == read(
        Vocabulary(NAMES, {})
    )
