"""The BEIR layout: `corpus.jsonl`, `queries.jsonl` and `qrels/test.tsv` in one folder.

The documents are codes: a document's code is its field `code`, `metadata.code`, or its
`_id`. A query's right codes are its documents with a score above 0, the greatest first.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from eval.cases import Dataset
from eval.datasets.source import Row, Source, collect, decoded, json_lines
from eval.errors import CaseError


def read_beir(source: Source) -> Dataset:
    """The cases of a folder in BEIR's layout, for one split.

    Raises:
        CaseError: a file is missing or malformed.
    """
    folder = source.path
    files = [
        folder / "corpus.jsonl",
        folder / "queries.jsonl",
        folder / "qrels" / f"{source.split}.tsv",
    ]
    return collect(source, _rows(*files), files)


def _rows(corpus: Path, queries: Path, qrels: Path) -> Iterator[Row]:
    codes = {
        str(document["_id"]): _code(document)
        for _, document in json_lines(corpus)
        if isinstance(document, dict) and "_id" in document
    }
    judged = _judgements(qrels)
    for number, query in json_lines(queries):
        if not isinstance(query, dict) or "_id" not in query:
            yield Row(f"line {number}", broken="the query is no JSON object with '_id'")
            continue
        name = str(query["_id"])
        if name not in judged:  # a query of another split
            continue
        documents = judged[name]
        absent = [document for document in documents if document not in codes]
        if absent:
            yield Row(name, broken=f"its document {absent[0]!r} is not in the corpus")
            continue
        lang = str(query.get("lang") or query.get("language") or "")
        text = str(query.get("text") or "")
        yield Row(name, text, tuple(codes[document] for document in documents), lang)


def _code(document: dict[str, Any]) -> object:
    metadata = document.get("metadata")
    inside = metadata.get("code") if isinstance(metadata, dict) else None
    return document.get("code") or inside or document["_id"]


def _judgements(path: Path) -> dict[str, list[str]]:
    """Documents of each query that are right, the greatest score first."""
    judged: dict[str, list[tuple[float, str]]] = defaultdict(list)
    reader = csv.reader(decoded(path).splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    for number, row in enumerate(reader, start=1):
        if number == 1 and row[:1] == ["query-id"]:
            continue
        try:
            query, document, score = row
            judged[query].append((float(score), document))
        except ValueError as error:
            raise CaseError(
                f"Line {number} of {path} is not a query, a document and a score; separate "
                "them by tabs."
            ) from error
    return {
        query: [name for score, name in sorted(found, key=lambda f: -f[0]) if score > 0]
        for query, found in judged.items()
    }
