"""dBASE, FoxPro and Clipper tables, with their memo files."""
