"""The layouts of other benchmarks, on lines of the same shape written for these tests."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.datasets import Source, read_dataset
from eval.errors import CaseError


def lines(path: Path, *records: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    return path


def test_hscodecomp(tmp_path: Path) -> None:
    path = lines(
        tmp_path / "test.jsonl",
        {
            "task_id": 4,
            "product_name": "Knotted rug",
            "product_attributes": '{"Material": "wool", "Note": ""}',
            "cate_lv1_desc": "Home",
            "cate_lv2_desc": "Rugs",
            "hs_code": 5701104000,
        },
        {"product_name": "Live pony", "hs_code": 101290000},
        {"product_name": "No code"},
        {"task_id": 9, "product_name": "Old phone", "hs_code": 8517120000},
    )
    file = read_dataset(Source(path, "hscodecomp"))
    assert [(case.id, case.text) for case in file.cases] == [
        ("4", "Knotted rug"),
        ("2", "Live pony"),
    ]
    assert [case.codes[0].digits for case in file.cases] == ["570110", "010129"]
    assert file.unreadable == ("3: it has no 'hs_code'",)
    assert len(file.foreign) == 1
    full = Source(path, "hscodecomp", text=("product_name", "attributes", "category"))
    assert read_dataset(full).cases[0].text == "Knotted rug. Material: wool. Home > Rugs"


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"product_attributes": {"a": 1}, "category_path": ["x", "y"]}, "n. a: 1. x > y"),
        ({"attributes": [{"a": 1}, {"b": 2}], "category": "x"}, "n. a: 1; b: 2. x"),
        ({"product_attributes": "soft, warm"}, "n. soft, warm"),
        ({"product_attributes": None}, "n"),
    ],
)
def test_hscodecomp_attributes_come_in_several_shapes(
    tmp_path: Path, given: dict[str, object], text: str
) -> None:
    path = lines(tmp_path / "t.jsonl", {"product_name": "n", "hs_code": 570110, **given})
    source = Source(path, "hscodecomp", text=("product_name", "attributes", "category"))
    assert read_dataset(source).cases[0].text == text


def chat(question: str, answer: str) -> list[dict[str, str]]:
    return [{"role": "user", "content": question}, {"role": "assistant", "content": answer}]


def test_atlas(tmp_path: Path) -> None:
    answer = "HTS US Code -> 5701.10.4000; 5702.10.9010\nReasoning -> since 6912.00 is pottery"
    path = lines(
        tmp_path / "atlas.jsonl",
        {"messages": chat("What is the HTS US Code for a knotted rug, and a kilim?", answer)},
        chat("a clay pot", "HTS US Code -> 6912.00.50 Reasoning -> clay"),
        {"question": "what is the HTS code for a cup??", "answer": "hts us code ->6911101000"},
        {"messages": chat("a mystery", "I do not know")},
        {"messages": "nothing"},
        7,
    )
    file = read_dataset(Source(path, "atlas"))
    assert [case.text for case in file.cases] == [
        "a knotted rug, and a kilim",
        "a clay pot",
        "a cup",
    ]
    assert [[c.digits for c in case.codes] for case in file.cases] == [
        ["570110", "570210"],
        ["691200"],
        ["691110"],
    ]
    assert len(file.unreadable) == 3
    assert all("Reasoning" not in case.text for case in file.cases)


def beir(folder: Path, qrels: str) -> Source:
    lines(
        folder / "corpus.jsonl",
        {"_id": "570110", "title": "", "text": "Knotted carpets"},
        {"_id": "d2", "text": "Pottery", "metadata": {"code": "6912.00"}},
        {"_id": "d3", "text": "Kilims", "code": 570210},
    )
    lines(
        folder / "queries.jsonl",
        {"_id": "q1", "text": "rug", "lang": "fr"},
        {"_id": "q2", "text": "tajine"},
        {"_id": "q3", "text": "of another split"},
        {"text": "nameless"},
    )
    (folder / "qrels").mkdir()
    (folder / "qrels" / "test.tsv").write_text(qrels, encoding="utf-8")
    return Source(folder, "beir")


def test_beir(tmp_path: Path) -> None:
    file = read_dataset(
        beir(
            tmp_path, "query-id\tcorpus-id\tscore\nq1\td3\t1\nq1\t570110\t2\nq2\td2\t1\nq1\td2\t0\n"
        )
    )
    assert [(c.id, c.lang, [d.digits for d in c.codes]) for c in file.cases] == [
        ("q1", "fr", ["570110", "570210"]),
        ("q2", "en", ["691200"]),
    ]
    assert len(file.unreadable) == 1


def test_beir_with_a_broken_judgement_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"Line 1 of .* is not a query"):
        read_dataset(beir(tmp_path, "q1 570110 1\n"))


def test_beir_names_a_document_that_is_not_there(tmp_path: Path) -> None:
    file = read_dataset(beir(tmp_path, "q1\tnone\t1\n"))
    assert file.unreadable[0] == "q1: its document 'none' is not in the corpus"
