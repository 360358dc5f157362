"""Writing a role with the help of all others: likeness, clauses, comparison, drafts, job families, versions."""
