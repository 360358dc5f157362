"""The search engines behind ``ajsearch.search``, their query language, highlighter and spelling help."""
