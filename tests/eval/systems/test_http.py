from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from eval.cases import Case
from eval.errors import SystemFailedError
from eval.system_specs import HttpSpec
from eval.systems import http
from eval.systems.http import HttpSystem
from hs_data import HSCode


class Service:
    """A classifier that answers as it is told, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[dict[str, Any], str | None]] = []
        self.answers: list[tuple[int, Any]] = []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                service.asked.append((body, self.headers.get("X-Key")))
                status, answer = service.answers.pop(0)
                raw = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)

            def log_message(self, *given: object) -> None:
                return

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1/classify"


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setattr(http, "_PAUSE", 0.0)
    told = Service()
    thread = Thread(target=told.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield told
    told.server.shutdown()
    thread.join()
    told.server.server_close()


def cases(*texts: str) -> list[Case]:
    return [Case(t, "en", t, (HSCode("570110"),), "test", "strong") for t in texts]


def suggestion(code: str, probability: float) -> dict[str, Any]:
    return {"code": code, "probability": probability}


def system(service: Service, headers: Path | None = None, **more: Any) -> HttpSystem:
    made = HttpSystem(HttpSpec(kind="http", name="theirs", url=service.url, **more), headers)
    made.load()
    return made


def test_texts_go_out_and_rankings_come_back(service: Service, tmp_path: Path) -> None:
    headers = tmp_path / "headers"
    headers.write_text("X-Key: secret\n\n")
    results = [
        {"suggestions": [suggestion("570110", 0.9), suggestion("570210", 0.1)]},
        {"suggestions": [], "status": "not_goods"},
    ]
    service.answers = [(200, {"results": results})]
    rug, hello = system(service, headers).rank(cases("rug", "hello"))
    assert service.asked == [({"top": 10, "query": ["rug", "hello"]}, "secret")]
    assert [code.digits for code in rug.codes] == ["570110", "570210"]
    assert rug.sure == 0.9
    assert hello.refused


def test_another_shape_is_named_and_asked_one_by_one(service: Service) -> None:
    service.answers = [(200, {"hs": ["5701.10", "5702.10"]}), (200, [{"c": 570210, "p": "0.5"}])]
    names = {"many": False, "text_field": "text", "codes_field": "hs", "extra": {}}
    one, two = system(service, code_field="c", score_field="p", **names).rank(cases("a", "b"))
    assert [asked for asked, _ in service.asked] == [{"text": "a"}, {"text": "b"}]
    assert [code.digits for code in one.codes] == ["570110", "570210"]
    assert (two.codes[0].digits, two.scores) == ("570210", (0.5,))


def test_a_busy_service_is_asked_again(service: Service) -> None:
    service.answers = [(503, {}), (200, {"results": [{"suggestions": []}]})]
    assert system(service).rank(cases("a"))[0].codes == ()


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ([(404, {})], r"did not answer \(status 404\)"),
        ([(500, {})] * 3, r"did not answer \(status 500\)"),
        ([(200, b"<html>")], "something that is not JSON"),
        ([(200, {"results": []})], "did not answer 1 texts with as many 'results'"),
        ([(200, {"results": [{"x": 1}]})], "without a list 'suggestions'"),
        ([(200, {"results": [{"suggestions": [{"hs": 1}]}]})], "has no 'code'"),
    ],
)
def test_what_cannot_be_read_is_said(
    service: Service, answers: list[tuple[int, Any]], message: str
) -> None:
    service.answers = list(answers)
    with pytest.raises(SystemFailedError, match=message):
        system(service).rank(cases("a"))


def test_missing_headers_are_said(service: Service, tmp_path: Path) -> None:
    with pytest.raises(SystemFailedError, match=r"headers .* cannot be read"):
        system(service, tmp_path / "none")
