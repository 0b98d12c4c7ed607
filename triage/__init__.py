"""The pipeline: a dump is cut into chunks, chunks become summaries, summaries add up; a report is a function of the sum."""
