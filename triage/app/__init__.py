"""What each command does, without a command line: scan, report, evaluate, explain a file, list what is installed."""
