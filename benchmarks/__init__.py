"""Speed beside recall, in one run with what one would take instead: ``python -m benchmarks``."""
