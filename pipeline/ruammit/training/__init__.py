"""Training of the learned parts, and reports on what they are trained and measured with; needs the extra `train`."""
