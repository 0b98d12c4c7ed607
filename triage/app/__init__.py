"""What a command does, without a command line: scan, report, evaluate, explain a file, take inventory."""
