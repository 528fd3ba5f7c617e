"""Learning the record models from annotated articles: align, fit, choose thresholds, calibrate, write the card.

`make train CORPORA=DIR` repeats what stands in the package.
"""
