from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from hs_data import HSCode
from index import HSIndex, SearchIndexError, Weights
from index.layout import Layout, written_whole
from tests.conftest import HashEncoder, small_nomenclature


def first(index: HSIndex, text: str) -> str:
    return index.search([text])[0][0].code.digits


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("beni ourain rug", "570110"),
        ("ZERBIA", "570110"),
        ("زَرْبِيَّة", "570110"),
        ("tapis noue en laines", "570110"),
        ("kilimm", "570210"),
        ("tajin de barro hecho a mano", "691200"),
        ("الطاجين الفخار", "691200"),
    ],
)
def test_names_lead_to_their_code(small_index: HSIndex, text: str, code: str) -> None:
    assert first(small_index, text) == code


def test_candidates_are_sorted_and_say_what_supports_them(small_index: HSIndex) -> None:
    found = small_index.search(["knotted wool carpet"])[0]
    scores = [candidate.score for candidate in found]
    assert scores == sorted(scores, reverse=True)
    best = found[0]
    weights = Weights()
    total = sum(weights.of(finder) * s.score for finder, s in best.support.items())
    assert best.score == pytest.approx(total, abs=1e-5)
    passage = best.support["term"].passage
    assert passage is not None
    assert HSCode("5701").contains(passage.code)


def test_a_batch_gives_what_single_searches_give(small_index: HSIndex) -> None:
    texts = ["kilim", "clay tagine", "beni ourain", "nothing of ours"]
    together = small_index.search(texts)
    for text, found in zip(texts, together, strict=True):
        alone = small_index.search([text])[0]
        assert [c.code for c in found] == [c.code for c in alone]
        assert [c.score for c in found] == pytest.approx([c.score for c in alone], abs=1e-5)
    assert small_index.search([]) == []


def test_an_exact_name_scores_one(small_index: HSIndex) -> None:
    best = small_index.search(["assiette en porcelaine"])[0][0]
    assert best.support["term"].score == pytest.approx(1.0, abs=1e-5)


def test_saved_and_loaded_it_answers_the_same(
    small_index: HSIndex, tables: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "index"
    small_index.save(folder)
    loaded = HSIndex.load(folder, small_nomenclature(), HashEncoder(), tables)
    for text in ("kilim", "zarbiya", "plate of porcelain"):
        assert loaded.search([text]) == small_index.search([text])


def test_an_index_of_other_data_is_refused(
    small_index: HSIndex, tables: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "index"
    small_index.save(folder)
    (tables / "terms" / "57.tsv").write_text("code\tlang\tterm\tcondition\n", encoding="utf-8")
    with pytest.raises(SearchIndexError, match=r"built with data .* run `tasnif index build`"):
        HSIndex.load(folder, small_nomenclature(), HashEncoder(), tables)


def test_an_index_of_another_encoder_is_refused(
    small_index: HSIndex, tables: Path, tmp_path: Path
) -> None:
    class Other(HashEncoder):
        identity = "other@1"

    folder = tmp_path / "index"
    small_index.save(folder)
    with pytest.raises(SearchIndexError, match="encoder 'hash@1', not 'other@1'"):
        HSIndex.load(folder, small_nomenclature(), Other(), tables)


@pytest.mark.parametrize(
    "name", ["centers.faiss", "vectors.npz", "names.npz", "meta.json", "passages.tsv"]
)
def test_a_broken_file_is_named_and_the_way_out_told(
    small_index: HSIndex, tables: Path, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "index"
    small_index.save(folder)
    (folder / name).write_bytes(b"broken")
    with pytest.raises(SearchIndexError, match="run `tasnif index build"):
        HSIndex.load(folder, small_nomenclature(), HashEncoder(), tables)


def test_where_there_is_no_index_it_says_so(tables: Path, tmp_path: Path) -> None:
    with pytest.raises(SearchIndexError, match="There is no index"):
        HSIndex.load(tmp_path / "none", small_nomenclature(), HashEncoder(), tables)


def test_identity_depends_on_every_part(small_index: HSIndex) -> None:
    identity = small_index.identity
    others = [replace(identity, **{name: "x"}) for name in ("edition", "data", "encoder")]
    keys = {other.key for other in [identity, replace(identity, format=99), *others]}
    assert len(keys) == 5


def test_a_failed_write_leaves_what_was_there(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    with written_whole(folder) as scratch:
        (scratch / "meta.json").write_text(json.dumps({"n": 1}), encoding="utf-8")

    def fail_half_way() -> None:
        with written_whole(folder) as scratch:
            (scratch / "meta.json").write_text("half", encoding="utf-8")
            raise OSError("No space left on device")

    with pytest.raises(OSError, match="No space"):
        fail_half_way()
    assert Layout(folder).meta.read_text(encoding="utf-8") == '{"n": 1}'
    assert [path.name for path in tmp_path.iterdir()] == ["index"]
