"""Runs that stop, go on, and remember."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from api.catalogue import run as running
from api.catalogue.answering import Answering, Earlier
from api.catalogue.errors import CatalogueError, InterruptedRunError
from api.catalogue.run import Job, run
from classifier import Classifier
from tests.api.catalogue.conftest import Runner

ROWS = 3_000
WORDS = ("wool", "knotted", "clay", "kilim", "tajine", "carpet", "red", "Fez", "plate", "zerbia")

CHILD = """
import sys
from pathlib import Path
sys.path[:0] = [{root!r}]
from tests.conftest import HashEncoder, small_nomenclature, write_small_tables
from classifier import Classifier
from classifier.features import FEATURES
from classifier.ranker import Ranker
from index import HSIndex
from api.catalogue import run as running
from api.catalogue.answering import Answering
running.BLOCK = 64
index = HSIndex.build(small_nomenclature(), HashEncoder(), root=Path({tables!r}))
weights = {{"description": 1.0, "name": 2.0, "term": 6.0, "words": 2.0}}
classifier = Classifier(index, Ranker(tuple(weights.get(name, 0.0) for name in FEATURES)))
job = running.Job(Path(sys.argv[1]), Path(sys.argv[2]), resume=len(sys.argv) > 3)
print("ready", flush=True)
running.run(job, Answering(classifier, "en"))
"""


def catalogue(path: Path, rows: int = ROWS) -> Path:
    rng = random.Random(5)
    lines = [f"{n:05d},{' '.join(rng.choices(WORDS, k=4))}" for n in range(rows)]
    path.write_text("ref,product name\n" + "\n".join(lines) + "\n")
    return path


@pytest.fixture(scope="module")
def child(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    from tests.conftest import write_small_tables

    folder = tmp_path_factory.mktemp("child")
    tables = write_small_tables(folder / "tables")
    script = folder / "child.py"
    script.write_text(CHILD.format(root=str(Path(__file__).parents[3]), tables=str(tables)))
    return [sys.executable, str(script)]


def test_a_run_killed_anywhere_ends_as_one_that_was_not(tmp_path: Path, child: list[str]) -> None:
    source = catalogue(tmp_path / "in.csv")
    whole = tmp_path / "whole.csv"
    subprocess.run([*child, str(source), str(whole)], check=True, capture_output=True)
    expected = whole.read_bytes()
    out = tmp_path / "out.csv"
    rng = random.Random(os.getpid())
    kills = 0
    for attempt in range(12):
        resume = ["resume"] if attempt else []
        process = subprocess.Popen([*child, str(source), str(out), *resume], stdout=-1)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(rng.uniform(0.02, 0.5) if attempt < 4 else 60) if process.poll() is None else 0
        if attempt < 4 and process.poll() is None:
            process.send_signal(signal.SIGKILL)
            kills += 1
            process.communicate()
            # Killed after the last step the file is there, and whole.
            assert not out.exists() or out.read_bytes() == expected
            continue
        process.communicate()
        break
    assert kills
    assert out.read_bytes() == expected
    assert not (tmp_path / ".out.csv.tasnif").exists()


def test_stopping_keeps_what_was_done(tmp_path: Path, answering: Answering) -> None:
    source = catalogue(tmp_path / "in.csv")
    asked = iter([False, True])
    with pytest.raises(InterruptedRunError, match="--resume"):
        run(Job(source, tmp_path / "out.csv", stop=lambda: next(asked)), answering)
    assert not (tmp_path / "out.csv").exists()
    assert (tmp_path / ".out.csv.tasnif" / "answers.sqlite").exists()
    seen: list[int] = []
    run(
        Job(source, tmp_path / "out.csv", resume=True),
        answering,
        lambda done, total: seen.append(done),
    )
    assert seen[-1] == ROWS
    assert len((tmp_path / "out.csv").read_text().splitlines()) == ROWS + 1


def test_a_file_that_cannot_grow_leaves_nothing_under_its_name(
    tmp_path: Path, child: list[str]
) -> None:
    source = catalogue(tmp_path / "in.csv")
    limited = (
        "import resource, runpy, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (300000, 300000)); "
        f"sys.argv = sys.argv[1:]; runpy.run_path({child[1]!r}, run_name='__main__')"
    )
    command = [child[0], "-c", limited, "child", str(source), str(tmp_path / "out.csv")]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode
    assert "CatalogueError" in result.stderr
    assert not (tmp_path / "out.csv").exists()
    assert not list(tmp_path.glob(".out.csv.*.part"))


def test_identical_texts_are_classified_once(
    tmp_path: Path, answering: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "BLOCK", 4)
    asked: list[str] = []
    original = Answering.answer

    def counting(self: Answering, texts: Sequence[str], *rest: object) -> object:
        asked.extend(texts)
        return original(self, texts)

    monkeypatch.setattr(Answering, "answer", counting)
    (tmp_path / "in.csv").write_text("product name\n" + "clay tagine\nkilim\n" * 50)
    report = run(Job(tmp_path / "in.csv", tmp_path / "out.csv"), answering)
    assert asked == ["clay tagine", "kilim"]
    assert (report.rows, report.different) == (100, 2)


class Remembered:
    """One decision, and one near it."""

    def exact(self, texts: Sequence[str]) -> Mapping[str, Earlier]:
        return {
            text: Earlier("570190", "agent-1", "2026-03-02", "kilim") for text in texts
            if text == "kilim"
        }  # fmt: skip

    def near(self, texts: Sequence[str]) -> Mapping[str, Earlier]:
        return {
            text: Earlier("691110", "agent-1", "2026-03-02", "clay tagine", 0.93)
            for text in texts
            if text.startswith("clay tagine")
        }


def test_decisions_are_reused_and_precedents_only_shown(
    tmp_path: Path, small_classifier: Classifier
) -> None:
    import json

    (tmp_path / "in.jsonl").write_text(
        '{"product name": "kilim"}\n{"product name": "clay tagine"}\n'
    )
    run(
        Job(tmp_path / "in.jsonl", tmp_path / "out.jsonl"),
        Answering(small_classifier, "fr", Remembered()),
    )
    first, second = (json.loads(x) for x in (tmp_path / "out.jsonl").read_text().splitlines())
    assert first["hs_code"] == "570190"
    assert first["hs_outcome"] == "decided"
    assert first["hs_reason"] == "Décidé par agent-1 le 2026-03-02"
    assert first["hs_alternative_1"] == "570210"
    assert second["hs_code"] == "691200"
    assert second["hs_precedent"] == "691110 · clay tagine · 93%"


def test_goods_that_look_the_same_are_named(tmp_path: Path, runner: Runner) -> None:
    (tmp_path / "in.csv").write_text("product name\nwool carpet knotted\nclay tagine\n")
    report = runner(tmp_path / "in.csv", tmp_path / "out.csv")
    assert report.disagreements == []


def test_a_result_that_is_a_folder(tmp_path: Path, runner: Runner) -> None:
    (tmp_path / "in.csv").write_text("product name\nkilim\n")
    (tmp_path / "out.csv").mkdir()
    with pytest.raises(CatalogueError, match="folder"):
        runner(tmp_path / "in.csv", tmp_path / "out.csv")
