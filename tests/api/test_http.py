"""The API over real HTTP."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from http import HTTPStatus

import pytest

from api.settings import Settings
from classifier import Classifier
from tests.api.conftest import Reply, Server, running


def is_problem(reply: Reply, status: int) -> str:
    """The detail of a problem document, after checking that it is one."""
    assert reply.status == status
    assert reply.headers["content-type"] == "application/problem+json"
    told = reply.json
    assert told["status"] == status
    assert told["title"] == HTTPStatus(status).phrase
    assert told["request_id"]
    return str(told["detail"])


def test_one_text(server: Server) -> None:
    reply = server.ask("/v1/classify", {"query": "tapis noué main en laine", "language": "fr"})
    assert reply.status == 200
    told = reply.json
    assert told["status"] == "suggested"
    first = told["suggestions"][0]
    assert (first["code"], first["heading"], first["chapter"]) == ("570110", "5701", "57")
    assert 0.5 < first["probability"] <= 1
    assert "laine" in " ".join(first["explanation"])
    assert told["request_id"] == reply.headers["x-request-id"]
    assert told["hs_edition"] == "HS 2022"


def test_a_list_of_texts_answers_in_its_order(server: Server) -> None:
    texts = ["saffron threads", "", "clay tagine"]
    told = server.ask("/v1/classify", {"query": texts, "top": 1}).json["results"]
    assert [one["query"] for one in told] == texts
    assert told[0]["suggestions"][0]["code"] == "091020"
    assert told[1]["status"] == "unreadable"
    assert len(told[2]["suggestions"]) == 1


def test_a_question_is_answered_without_a_session(server: Server) -> None:
    told = server.ask("/v1/classify", {"query": "leather slippers"}).json
    question = told["questions"][0]
    assert question["question"].endswith("?")
    for option in question["options"]:
        given = {"attribute": question["attribute"], "values": option["values"]}
        body = {"query": "leather slippers", "answers": [given]}
        answered = server.ask("/v1/classify/answer", body)
        assert answered.status == 200
        assert answered.json["suggestions"][0]["code"] == option["leads_to"]


def test_an_answer_to_another_question_is_refused(server: Server) -> None:
    body = {"query": "leather slippers", "answers": [{"attribute": "power", "values": ["wind"]}]}
    assert "power" in is_problem(server.ask("/v1/classify/answer", body), 409)


def test_a_code_with_its_place_and_boundaries(server: Server) -> None:
    reply = server.ask("/v1/codes/5701.10?language=es")
    told = reply.json
    assert (told["code"], told["section"], told["level"]) == ("570110", "XI", 6)
    assert [above["code"] for above in told["path"]] == ["57", "5701"]
    assert "570190" in [other["code"] for other in told["siblings"]]
    assert all(b["goes_to"] and b["sentence"] for b in told["boundaries"])
    assert told["boundaries"]
    again = server.ask(
        "/v1/codes/570110?language=es", headers={"If-None-Match": reply.headers["etag"]}
    )
    assert (again.status, again.body) == (304, b"")


def test_leading_zeros_survive(server: Server) -> None:
    assert server.ask("/v1/codes/0910").json["code"] == "0910"


@pytest.mark.parametrize(
    ("query", "expected"),
    [("", "01"), ("0910.2", "091020"), ("saffron", "091020"), ("zzzzzz", None)],
)
def test_search_of_codes(server: Server, query: str, expected: str | None) -> None:
    found = [one["code"] for one in server.ask(f"/v1/codes?q={query}").json["codes"]]
    assert (found[0] if found else None) == expected


@pytest.mark.parametrize(
    ("path", "body", "status", "says"),
    [
        ("/v1/codes/7701", None, 404, "77"),
        ("/v1/codes/abc", None, 404, "abc"),
        ("/v1/nothing", None, 404, "Not Found"),
        ("/v1/classify", {}, 422, "query"),
        ("/v1/classify", {"query": "x", "top": 0}, 422, "top"),
        ("/v1/classify", {"query": "x", "language": "de"}, 422, "language"),
        ("/v1/classify", {"query": "x", "hs": 1}, 422, "hs"),
        ("/v1/classify", {"query": "x" * 20_001}, 413, "20001 characters"),
        ("/v1/classify", {"query": ["x"] * 1001}, 413, "at most 1000"),
    ],
)
def test_bad_requests_say_what_to_do(
    server: Server, path: str, body: object, status: int, says: str
) -> None:
    assert says in is_problem(server.ask(path, body), status)


@pytest.mark.parametrize("raw", [b"{", b"\xff\xfe", b'{"query": "\\ud800"}', b"[]", b"null"])
def test_a_broken_body_is_a_problem(server: Server, raw: bytes) -> None:
    reply = server.ask("/v1/classify", raw=raw)
    assert reply.status in {200, 422}
    if reply.status == 422:
        is_problem(reply, 422)


def test_a_body_above_the_limit_is_refused(server: Server) -> None:
    big = b'{"query": "' + b"x" * 2_100_000 + b'"}'
    assert "2,000,000 bytes" in is_problem(server.ask("/v1/classify", raw=big), 413)


def test_a_request_id_is_kept_when_it_is_one(server: Server) -> None:
    assert (
        server.ask("/healthz", headers={"X-Request-ID": "mine-1"}).headers["x-request-id"]
        == "mine-1"
    )
    bad = server.ask("/healthz", headers={"X-Request-ID": "a b\tc"}).headers["x-request-id"]
    assert bad != "a b\tc"


def test_long_answers_are_compressed(server: Server) -> None:
    reply = server.ask("/v1/codes", headers={"Accept-Encoding": "gzip"})
    assert reply.headers["content-encoding"] == "gzip"
    assert gzip.decompress(reply.body).startswith(b"{")


def test_metrics_count_and_never_hold_a_text(server: Server) -> None:
    server.ask("/v1/classify", {"query": "secret prototype lamp"})
    page = server.ask("/metrics").body.decode()
    assert 'tasnif_requests_total{method="POST",route="/v1/classify",status="200"}' in page
    assert "tasnif_texts_total" in page
    assert "secret" not in page


def test_every_field_is_described_or_plain_in_the_openapi_document(server: Server) -> None:
    told = server.ask("/v1/openapi.json").json
    assert {"/v1/classify", "/v1/classify/answer", "/v1/codes", "/v1/codes/{code}"} <= set(
        told["paths"]
    )
    for shape in ("Classified", "SuggestionOut", "QuestionOut", "ClassifyRequest"):
        assert told["components"]["schemas"][shape]["description"]


def test_keys_are_asked_for_when_set(small_loader: Callable[[], Classifier]) -> None:
    with running(Settings(api_keys="k1, k2"), small_loader) as server:
        body = {"query": "Beni Ourain rug"}
        assert "X-API-Key" in is_problem(server.ask("/v1/classify", body), 401)
        assert server.ask("/v1/classify", body, {"X-API-Key": "wrong"}).status == 401
        assert server.ask("/v1/classify", body, {"X-API-Key": "k2"}).status == 200
        assert server.ask("/healthz").status == 200


def test_a_rate_limit_says_when_to_come_back(small_loader: Callable[[], Classifier]) -> None:
    with running(Settings(rate_limit=3), small_loader) as server:
        statuses = [server.ask("/v1/codes?q=57").status for _ in range(3)]
        assert statuses == [200] * 3
        refused = server.ask("/v1/codes?q=57")
        is_problem(refused, 429)
        assert 1 <= int(refused.headers["retry-after"]) <= 61
