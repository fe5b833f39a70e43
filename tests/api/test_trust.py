from __future__ import annotations

import pytest

from api.trust import is_loopback
from tests.api.conftest import Server


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost"])
def test_only_this_machine(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", ["0.0.0.0", "::", "", "192.0.2.1", "tasnif.example", "localhost.example", "[", "1"]
)
def test_anything_else_may_be_any_machine(host: str) -> None:
    assert not is_loopback(host)


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "http://127.0.0.1:1", "null"])
def test_the_page_of_another_site_is_refused(server: Server, origin: str) -> None:
    reply = server.ask("/v1/catalogues", headers={"Origin": origin})
    assert reply.status == 403
    assert "other sites" in reply.json["detail"]
    assert server.ask("/v1/catalogues", headers={"Origin": server.url}).status == 200
