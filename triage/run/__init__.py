"""(task, items) -> (item, part) in any order, one runner a file."""
