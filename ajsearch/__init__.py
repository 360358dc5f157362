"""ajsearch: search over Estonian job descriptions (ametijuhend)."""

__version__ = "0.1.0"
