"""Make the estimator of genuineness from simulated dumps alone: `python -m training.genuineness`."""
