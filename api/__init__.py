"""Every door: the command line, and in time the HTTP service and its pages."""
