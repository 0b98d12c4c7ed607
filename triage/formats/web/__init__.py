"""What browsers and crawlers keep of the web."""
