"""Writing a file so that its final name only ever holds a whole one."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path
from typing import IO, Any

from api.catalogue.errors import CatalogueError
from api.catalogue.report import Report


class WholeFile:
    """A scratch file beside its final place, moved there in one step when it is whole.

    Raises:
        CatalogueError: the folder cannot be written, or the disk is full.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.scratch = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")

    def open(self, mode: str, **options: Any) -> IO[Any]:
        """Open the scratch file for writing."""
        try:
            return self.scratch.open(mode, **options)
        except OSError as error:
            raise self.failed(error) from error

    def commit(self) -> None:
        """Make sure that the bytes are on the disk, and give the file its name."""
        try:
            with self.scratch.open("rb+") as file:
                os.fsync(file.fileno())
            self.scratch.replace(self.path)
        except OSError as error:
            self.discard()
            raise self.failed(error) from error

    def discard(self) -> None:
        """Take the scratch file away."""
        with contextlib.suppress(OSError):
            self.scratch.unlink()

    def failed(self, error: OSError) -> CatalogueError:
        """What to tell a person whose file could not be written."""
        return CatalogueError(
            f"{self.path} could not be written: {error.strerror or error}. Nothing was changed; "
            "make room or choose another place and run again with --resume."
        )


class ScratchSink:
    """What the sinks that write a scratch file as they go share: its end, good or bad.

    `_stream` is what is written to; `_flush` puts down what still waits.
    """

    _whole: WholeFile
    _stream: Any

    def _flush(self) -> None:
        """Nothing waits, unless a format gathers rows."""

    def _broken(self, error: OSError) -> CatalogueError:
        """Leave nothing behind, and say what happened."""
        self.abandon()
        return self._whole.failed(error)

    def finish(self, report: Report) -> None:
        """Put the file under its final name."""
        del report
        self._flush()
        try:
            self._stream.close()
        except OSError as error:
            raise self._broken(error) from error
        self._whole.commit()

    def abandon(self) -> None:
        """Leave nothing behind."""
        with contextlib.suppress(OSError):
            self._stream.close()
        self._whole.discard()
