"""XML of programs whose elements have known meanings: reports of forensic tools, exports of sites."""
