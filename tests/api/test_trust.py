from __future__ import annotations

import pytest

from api.trust import is_loopback


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost"])
def test_only_this_machine(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", ["0.0.0.0", "::", "", "192.0.2.1", "tasnif.example", "localhost.example", "[", "1"]
)
def test_anything_else_may_be_any_machine(host: str) -> None:
    assert not is_loopback(host)
