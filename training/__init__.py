"""Make `recognizers/language/model`: simulated texts from templates, and the training itself.

  python -m training.train

Not part of the package: nothing here is installed or needed at run time. Everything is drawn from one seed.
"""
