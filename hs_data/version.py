"""The version of the software, and nothing else, so that a build can read it alone."""

__version__ = "0.1.0"
