"""The tables that pages hold, from committed figures, as lines of Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from eval.report import tables
from eval.report.markdown import as_rows
from eval.report.tables import Table, table
from eval.report.words import decimal, interval, percent
from eval.summary import ABLATION

Summaries = Sequence[Mapping[str, Any]]

_TITLES: Final = {"tasnif": "Tasnif", "bm25": "BM25", "minilm": "MiniLM", "fuzzy": "rapidfuzz"}
_LANGUAGES: Final = {
    "en": "English",
    "fr": "French",
    "ar": "Arabic",
    "es": "Spanish",
    "ary": "Darija, Arabic letters",
    "ary-latn": "Darija, Latin letters",
}


def _pair(one: Mapping[str, Any] | None) -> str:
    return "–" if one is None else f"{percent(one['first'])} / {percent(one['first_5'])}"


def _columns(summaries: Summaries) -> Iterator[tuple[str, str, str]]:
    """Name of a column, its dataset, and the group of its cases, if it is of one.

    Only the first dataset is told by group: it is ours, and its groups mean something.
    """
    _, leading, _ = _first(summaries)
    for told in summaries:
        for name, dataset in told["datasets"].items():
            first = next(iter(dataset["systems"].values()))
            yield f"{name} ({first['cases']})", name, ""
            for group, part in first["slices"].get("group", {}).items():
                if name == leading:
                    yield f"{group} ({part['cases']})", name, group


def _names(summaries: Summaries) -> list[str]:
    names = (n for t in summaries for d in t["datasets"].values() for n in d["systems"])
    return [name for name in dict.fromkeys(names) if not name.startswith(ABLATION)]


def _cell(summaries: Summaries, dataset: str, group: str, system: str) -> str:
    for told in summaries:
        one = told["datasets"].get(dataset, {}).get("systems", {}).get(system)
        if one is not None:
            return _pair(one["slices"].get("group", {}).get(group) if group else one)
    return "–"


def _systems(summaries: Summaries) -> Table:
    columns = list(_columns(summaries))
    rows = []
    for name in _names(summaries):
        speed = next((t["texts_per_second"].get(name) for t in summaries), None)
        cells = [_cell(summaries, dataset, group, name) for _, dataset, group in columns]
        rows.append([_TITLES.get(name, name), *cells, f"{speed:,}" if speed else "–"])
    return table(["system", *(title for title, _, _ in columns), "texts/s"], rows)


def _first(summaries: Summaries) -> tuple[Mapping[str, Any], str, Mapping[str, Any]]:
    """The first summary, the name of its first dataset, and the figures on that."""
    told = summaries[0]
    name = next(iter(told["datasets"]))
    return told, name, told["datasets"][name]


def figures(summaries: Summaries) -> list[str]:
    """All systems over all datasets, and over the languages of the first."""
    told, name, dataset = _first(summaries)
    lines = as_rows(_systems(summaries))
    found = dataset["systems"][told["primary"]]["slices"].get("language", {})
    languages = [
        *(lang for lang in _LANGUAGES if lang in found),
        *sorted(found.keys() - _LANGUAGES.keys()),
    ]
    if languages:
        rows = [
            [
                _TITLES.get(n, n),
                *(_pair(one["slices"]["language"].get(lang)) for lang in languages),
            ]
            for n, one in dataset["systems"].items()
            if not n.startswith(ABLATION)
        ]
        titles = [_LANGUAGES.get(lang, lang) for lang in languages]
        lines += ["", f"By language, {name}:", "", *as_rows(table(["system", *titles], rows))]
    lines += ["", _made_with(told, dataset)]
    return lines


def _made_with(told: Mapping[str, Any], dataset: Mapping[str, Any]) -> str:
    versions = told["versions"]
    leak = dataset["leaked"]
    known = f"; {leak['exact']} texts stand in the tables, {leak['near']} nearly" if leak else ""
    return (
        f"Right first / among the first five, at six digits, in percent. Tasnif "
        f"{versions['software']}, data `{versions['data']}`, cases "
        f"`{dataset['file_sha256'][:16]}`, seed {told['seed']}{known}."
    )


def probabilities(summaries: Summaries) -> list[str]:
    """What the primary system's probabilities are worth, dataset by dataset."""
    rows = []
    for told in summaries:
        for name, dataset in told["datasets"].items():
            found = dataset["systems"].get(told["primary"], {}).get("calibration")
            if found:
                covered = found["coverage"]
                rows.append([
                    name, decimal(found["error"]),
                    *(interval(covered[p]) for p in ("0.90", "0.95", "0.99")),
                ])  # fmt: skip
    header = ["texts", "calibration error", "accepted at 90%", "at 95%", "at 99%"]
    return as_rows(table(header, rows))


def questions(summaries: Summaries) -> list[str]:
    """What questions are worth, dataset by dataset."""
    lines: list[str] = []
    for name, one in _primaries(summaries):
        if "oracle" in one:
            lines += [f"{name}:", "", *as_rows(tables.oracle(one)), ""]
    return lines[:-1]


def robustness(summaries: Summaries) -> list[str]:
    """What perturbations cost, on the first dataset that says."""
    found = (as_rows(tables.robustness(o)) for _, o in _primaries(summaries) if "robustness" in o)
    return next(found, [])


def ablations(summaries: Summaries) -> list[str]:
    """The primary system without each kind of evidence, on the first dataset."""
    told, _, dataset = _first(summaries)
    rows = [
        [name, interval(one["first"]), interval(one["first_5"]), decimal(one["mrr"])]
        for name, one in dataset["systems"].items()
        if name == told["primary"] or name.startswith(ABLATION)
    ]
    return as_rows(table(["system", "first", "first 5", "MRR@10"], rows))


def _primaries(summaries: Summaries) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for told in summaries:
        for name, dataset in told["datasets"].items():
            if told["primary"] in dataset["systems"]:
                yield name, dataset["systems"][told["primary"]]


BLOCKS: Final[Mapping[str, Callable[[Summaries], list[str]]]] = {
    "figures": figures,
    "probabilities": probabilities,
    "questions": questions,
    "robustness": robustness,
    "ablations": ablations,
}
"""What can stand between markers."""
