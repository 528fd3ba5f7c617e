"""Looking at extractions: terminal, notebook, charts, report."""
