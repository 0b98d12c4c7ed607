"""Kinds of genuine lists that nobody had tried: what honest offices keep, and what happens to it on the way.

One function a list, with its headers as the office writes them; every row is of a true person.
"""
