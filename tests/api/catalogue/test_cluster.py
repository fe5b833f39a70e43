"""A real local cluster of several processes."""

from __future__ import annotations

import csv
import os
import signal
import threading
import time
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from api.catalogue import cluster
from api.catalogue.answering import Answering
from api.catalogue.cluster import Spread, run_spread
from api.catalogue.errors import CatalogueError
from api.catalogue.run import Job, run
from classifier import Classifier

GOODS = (
    "hand-knotted wool carpet", "clay tagine", "leather babouches", "argan oil cosmetic",
    "brass lantern", "babouche cuir homme", "طاجين فخار", "zerbia d souf", "saffron threads",
)  # fmt: skip


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("spread") / "in.csv"
    rows = [(f"{n:05d}", f"{GOODS[n % len(GOODS)]} {n % 40}") for n in range(600)]
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("ref", "product name"), *rows])
    return path


@pytest.fixture(scope="module")
def expected(source: Path) -> list[tuple[str, str]]:
    out = source.with_name("one.csv")
    run(Job(source, out), Answering(Classifier.load(), "en"))
    return codes(pd.read_csv(out, dtype=str, keep_default_na=False, encoding="utf-8-sig"))


def codes(frame: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(frame["ref"], frame["hs_code"], strict=True))


def together(folder: Path) -> pd.DataFrame:
    parts = sorted(folder.glob("*.csv"))
    assert len(parts) > 3
    return pd.concat([pd.read_csv(p, dtype=str, keep_default_na=False) for p in parts])


def test_two_workers_one_of_them_killed_same_rows_same_codes(
    source: Path, expected: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_BLOCK_BYTES", 4_000)
    killed: list[int] = []
    write = cluster._write

    def killing(done: Any, folder: Path, is_csv: bool, client: Any) -> Any:
        def kill() -> None:
            deadline = time.monotonic() + 120
            while time.monotonic() < deadline and not list(folder.glob("*.csv")):
                time.sleep(0.02)
            pids = list(client.run(os.getpid).values())
            os.kill(pids[0], signal.SIGKILL)
            killed.append(pids[0])

        thread = threading.Thread(target=kill)
        thread.start()
        try:
            return write(done, folder, is_csv, client)
        finally:
            thread.join()

    monkeypatch.setattr(cluster, "_write", killing)
    report = run_spread(Spread(str(source), source.with_name("out"), workers=2))
    assert killed
    assert codes(together(source.with_name("out"))) == expected
    assert report.rows == 600


def test_parquet_in_parts_keeps_types(source: Path, expected: list[tuple[str, str]]) -> None:
    folder = source.with_name("parts")
    folder.mkdir()
    frame = pd.read_csv(source, dtype=str).assign(price=1.5)
    frame.iloc[:300].to_parquet(folder / "a.parquet")
    frame.iloc[300:].to_parquet(folder / "b.parquet")
    run_spread(Spread(str(folder), source.with_name("pq"), workers=1))
    back = pd.concat(
        [pd.read_parquet(path) for path in sorted(source.with_name("pq").glob("*.parquet"))]
    )
    assert codes(back) == expected
    assert back["price"].tolist() == [1.5] * 600
    assert str(back["hs_probability"].dtype) == "Float64"


def test_what_cannot_be_spread_is_said(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="names no CSV"):
        run_spread(Spread(str(tmp_path / "*.csv"), tmp_path / "out"))
    (tmp_path / "in.csv").write_text("product name\nkilim\n")
    (tmp_path / "there").mkdir()
    with pytest.raises(CatalogueError, match="there already"):
        run_spread(Spread(str(tmp_path / "in.csv"), tmp_path / "there"))
    with pytest.raises(CatalogueError, match="No Dask scheduler answers"):
        run_spread(Spread(str(tmp_path / "in.csv"), tmp_path / "o", scheduler="tcp://127.0.0.1:9"))
    assert not (tmp_path / "o").exists()
