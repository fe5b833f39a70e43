"""How good it is: cases, metrics, baselines, reports."""
