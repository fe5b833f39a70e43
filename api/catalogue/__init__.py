"""Catalogues: a file of goods in, the same file back with codes."""
