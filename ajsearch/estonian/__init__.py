"""Estonian: tokens, morphology, compounds, derivation families, OCR detection and repair, collation."""
