"""The learned tagger: persons and organisations that no rule gives away."""
