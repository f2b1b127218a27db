"""The fixtures of every test; they stand in ``shelf``, which tests may also import by name."""

from shelf import copied, library, source, told  # noqa: F401
