"""The pipeline: a dump is cut into chunks, chunks become summaries, summaries add up; the sum is the report."""
