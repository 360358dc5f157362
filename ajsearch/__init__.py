"""ajsearch: search over Estonian job descriptions (ametijuhend)."""

import os

# The matrices of roles are small: threads of linear algebra only wait for each other and for the server's own threads.
# With one, a draft over 20,000 positions takes 29 ms of the processor instead of 113. Read when numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"
