"""Catalogues over a real server: handed over, followed, cancelled, taken back, restarted."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api.catalogue import run as running_catalogues
from api.settings import Settings
from classifier import Classifier
from tests.api.conftest import Reply, Server, running

Loader = Callable[[], Classifier]


def settings(folder: Path, **more: Any) -> Settings:
    database = f"sqlite:///{folder / 'd.sqlite3'}"
    return Settings(database=database, catalogues=folder / "catalogues", **more)


def upload(server: Server, name: str, content: bytes, **fields: str) -> Reply:
    parts = [
        f'--b\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in fields.items()
    ]
    head = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = b"".join(parts) + head.encode() + content + b"\r\n--b--\r\n"
    return server.ask(
        "/v1/catalogues", raw=body, headers={"Content-Type": "multipart/form-data; boundary=b"}
    )


def finished(server: Server, job_id: str) -> Any:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        job = server.ask(f"/v1/catalogues/{job_id}").json
        if job["status"] in {"done", "failed", "cancelled"}:
            return job
        time.sleep(0.05)
    raise AssertionError(job)


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_catalogue_goes_in_and_comes_back(tmp_path: Path, small_loader: Loader) -> None:
    with running(settings(tmp_path), small_loader) as server:
        content = b"ref,product name\n007,clay tagine\n008,kilim\n009,\n"
        taken = upload(server, "../../goods of mine.csv", content, language="fr")
        assert taken.status == 202
        assert taken.json["name"] == "goods of mine.csv"
        job = finished(server, taken.json["id"])
        assert (job["status"], job["rows"], job["report"]["failed"]) == ("done", 3, 1)
        back = server.ask(f"/v1/catalogues/{job['id']}/file")
        assert "goods%20of%20mine-hs.csv" in back.headers["content-disposition"]
        assert [row["hs_code"] for row in rows(back.body)] == ["691200", "570210", ""]
        review = server.ask(f"/v1/catalogues/{job['id']}/review")
        assert review.body[:2] == b"PK"
        listed = server.ask(f"/v1/catalogues/{job['id']}/rows?limit=2").json
        assert listed["rows"][0]["outcome"] == "unreadable"
        assert (listed["matching"], listed["next"]) == (3, 2)
        some = server.ask(f"/v1/catalogues/{job['id']}/rows?outcome=suggested").json
        assert {row["outcome"] for row in some["rows"]} <= {"suggested"}
        assert [one["id"] for one in server.ask("/v1/catalogues").json["catalogues"]] == [job["id"]]


def test_what_was_decided_over_http_is_reused(tmp_path: Path, small_loader: Loader) -> None:
    with running(settings(tmp_path), small_loader) as server:
        body = {"decisions": [{"text": "clay tagine", "code": "691390", "who": "agent-1"}]}
        assert server.ask("/v1/decisions", body).status in {200, 201}
        taken = upload(server, "in.csv", b"product name,x\nClay  TAGINE,1\n")
        job = finished(server, taken.json["id"])
        [row] = rows(server.ask(f"/v1/catalogues/{job['id']}/file").body)
        assert (row["hs_code"], row["hs_outcome"]) == ("691390", "decided")


def test_broken_files_and_wrong_names(tmp_path: Path, small_loader: Loader) -> None:
    with running(settings(tmp_path, max_upload=2_000), small_loader) as server:
        assert upload(server, "x.exe", b"MZ").status == 415
        assert upload(server, "old.xls", b"x").json["detail"].endswith("try again.")
        assert upload(server, "big.csv", b"name\n" + b"rug\n" * 1_000).status == 413
        assert upload(server, "huge.csv", b"x" * 200_000).status == 413
        job = finished(server, upload(server, "bad.xlsx", b"PK no workbook").json["id"])
        assert job["status"] == "failed"
        assert job["message"].startswith("bad.xlsx is damaged")
        assert server.ask(f"/v1/catalogues/{job['id']}/file").status == 404
        for path in ("nothere", "../../etc", "0" * 24):
            assert server.ask(f"/v1/catalogues/{path}").status == 404
        assert len(list((tmp_path / "catalogues").iterdir())) == 1


def test_strangers_are_refused(tmp_path: Path, small_loader: Loader) -> None:
    with running(settings(tmp_path, host="0.0.0.0"), small_loader) as server:
        reply = upload(server, "in.csv", b"product name\nkilim\n")
        assert reply.status == 403
        assert "TASNIF_API_KEYS" in reply.json["detail"]
        assert not (tmp_path / "catalogues").exists()
        assert server.ask("/v1/classify", {"query": "kilim"}).status == 200
    with running(settings(tmp_path, host="0.0.0.0", api_keys="k1"), small_loader) as server:
        assert server.ask("/v1/catalogues", headers={"X-API-Key": "k1"}).status == 200


def test_a_job_is_cancelled_and_forgotten(
    tmp_path: Path, small_loader: Loader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running_catalogues, "BLOCK", 8)
    with running(settings(tmp_path), small_loader) as server:
        content = "product name\n" + "".join(f"wool carpet {n} x\n" for n in range(20_000))
        job_id = upload(server, "long.csv", content.encode()).json["id"]
        second = upload(server, "next.csv", b"product name\nkilim\n").json["id"]
        assert server.ask(f"/v1/catalogues/{second}").json["status"] == "waiting"
        server.ask(f"/v1/catalogues/{job_id}/cancel", {})
        assert finished(server, job_id)["status"] == "cancelled"
        assert finished(server, second)["status"] == "done"


def test_a_restart_goes_on_where_it_stopped(
    tmp_path: Path, small_loader: Loader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running_catalogues, "BLOCK", 64)
    content = "product name\n" + "".join(f"wool carpet {n} x\n" for n in range(6_000))
    with running(settings(tmp_path), small_loader) as server:
        job_id = upload(server, "long.csv", content.encode()).json["id"]
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            if server.ask(f"/v1/catalogues/{job_id}").json["rows"] > 100:
                break
        first = server.ask(f"/v1/catalogues/{job_id}").json
    assert first["status"] == "running"
    kept = tmp_path / "catalogues" / job_id / ".output.csv.tasnif" / "answers.sqlite"
    assert kept.exists()
    with running(settings(tmp_path), small_loader) as server:
        job = finished(server, job_id)
        assert (job["status"], job["rows"]) == ("done", 6_000)
        found = rows(server.ask(f"/v1/catalogues/{job_id}/file").body)
        assert len(found) == 6_000
        assert {row["hs_code"][:2] for row in found} == {"57"}
    assert not kept.exists()
