from __future__ import annotations

from pathlib import Path

import pytest

from api.settings import Settings, SettingsError, settings

DOCUMENTED = (Path(__file__).parents[2] / "docs" / "serving.md").read_text(encoding="utf-8")


def test_every_setting_is_documented() -> None:
    for name in Settings.model_fields:
        assert f"`TASNIF_{name.upper()}`" in DOCUMENTED


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TASNIF_API_KEYS", " a, b ,,")
    monkeypatch.setenv("TASNIF_PORT", "0")
    assert Settings().keys == {"a", "b"}
    assert Settings().port == 0


def test_a_bad_setting_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TASNIF_PORT", "99999")
    settings.cache_clear()
    with pytest.raises(SettingsError, match="TASNIF_PORT cannot be '99999'"):
        settings()
