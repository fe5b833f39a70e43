"""Catalogues over HTTP: a file is a job that outlives its request, and its server."""
