"""Any classifier behind a URL: texts are posted as JSON, ranked codes come back.

The fields are those of Tasnif's own `/v1/classify`: `{"query": [texts], "top": 10}` is
answered by `{"results": [{"suggestions": [{"code", "probability"}]}]}`. Other names can
be given, and `many = false` sends one text at a time to a service that takes no list.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from eval.cases import Case
from eval.errors import SystemFailedError
from eval.system_specs import HttpSpec
from eval.systems.base import Ranking, ranking

_TRIES: Final = 3
_PAUSE: Final = 1.0
"""Seconds before the second try; twice as long before each next one."""

_BUSY: Final = frozenset({429, 500, 502, 503, 504})
"""Statuses that may pass."""


class HttpSystem:
    """A classifier behind a URL."""

    timed = True

    def __init__(self, spec: HttpSpec, headers: Path | None = None) -> None:
        self.name = spec.name
        self.probabilities = spec.probabilities
        self.batch = spec.batch
        self._spec = spec
        self._headers = headers

    @property
    def identity(self) -> str:
        """The URL: what stands behind it cannot be known."""
        return self._spec.url

    def load(self) -> None:
        """Read the headers."""
        self._sent = {"Content-Type": "application/json", "Accept": "application/json"}
        if self._headers is not None:
            self._sent.update(_read_headers(self._headers))

    def size(self) -> None:
        """None: the model is elsewhere."""
        return

    def rank(self, cases: Sequence[Case]) -> list[Ranking]:
        """Rankings as the service gives them.

        Raises:
            SystemFailedError: it does not answer, or in another shape.
        """
        texts = [case.text for case in cases]
        if self._spec.many:
            return self._many(texts)
        return [self._ranking(self._ask({self._spec.text_field: text})) for text in texts]

    def _many(self, texts: list[str]) -> list[Ranking]:
        answer = self._ask({self._spec.text_field: texts})
        results = answer.get(self._spec.results_field) if isinstance(answer, dict) else answer
        if not isinstance(results, list) or len(results) != len(texts):
            raise SystemFailedError(
                f"{self._spec.url} did not answer {len(texts)} texts with as many "
                f"{self._spec.results_field!r}; name its fields in the specification, or set "
                "many = false."
            )
        return [self._ranking(result) for result in results]

    def _ranking(self, result: Any) -> Ranking:
        spec = self._spec
        found = result.get(spec.codes_field) if isinstance(result, dict) else result
        if not isinstance(found, list):
            raise SystemFailedError(
                f"{spec.url} answered without a list {spec.codes_field!r}; name it in the "
                "specification as codes_field."
            )
        try:
            plain = all(not isinstance(one, dict) for one in found)
            codes = found if plain else [one[spec.code_field] for one in found]
            scores = [] if plain else [float(one.get(spec.score_field) or 0) for one in found]
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise SystemFailedError(
                f"{spec.url} answered with a suggestion that has no {spec.code_field!r} or no "
                f"number in {spec.score_field!r}."
            ) from error
        outcome = result.get("status") if isinstance(result, dict) else None
        return ranking(codes, scores, outcome if isinstance(outcome, str) else "")

    def _ask(self, body: dict[str, Any]) -> Any:
        sent = json.dumps({**self._spec.extra, **body}).encode()
        reason = ""
        for attempt in range(_TRIES):
            if attempt:
                time.sleep(_PAUSE * 2 ** (attempt - 1))
            # The scheme was checked with the specification: http or https, never file.
            request = Request(self._spec.url, sent, self._sent, method="POST")
            try:
                with urlopen(request, timeout=self._spec.timeout) as response:
                    return json.loads(response.read())
            except HTTPError as error:
                reason = f"status {error.code}"
                if error.code not in _BUSY:
                    break
            except ValueError:
                reason = "something that is not JSON"
                break
            except (URLError, TimeoutError, OSError) as error:
                reason = str(getattr(error, "reason", error))
        raise SystemFailedError(
            f"{self._spec.url} did not answer ({reason}); check that it runs and run again: "
            "what was answered so far is kept."
        )


def _read_headers(path: Path) -> dict[str, str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise SystemFailedError(f"The headers {path} cannot be read: {error.strerror}.") from error
    pairs = (line.partition(":") for line in lines if line.strip())
    return {name.strip(): value.strip() for name, _, value in pairs}
