"""Makes the bundled sample descriptions from their judged sources: source → layout → one writer per format."""
