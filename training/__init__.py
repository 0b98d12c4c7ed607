"""How `recognizers/language/model` is made: simulated texts from templates, and the training itself.

    python -m training.train

No part of the package: nothing here is installed or needed at run time. Everything is drawn from one seed.
"""
