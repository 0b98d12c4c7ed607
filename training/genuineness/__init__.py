"""The estimator of genuineness, made from simulated dumps alone: `python -m training.genuineness`."""
