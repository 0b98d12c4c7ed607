"""Summary -> Reasons -> Verdict, one signal a file."""
