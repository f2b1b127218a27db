"""The fixtures of every test; they stand in ``shelf``, which tests may also import by name."""

from shelf import _read_each_file_once, copied, library, source, told  # noqa: F401
