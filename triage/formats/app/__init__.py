"""Files of mobile applications."""
