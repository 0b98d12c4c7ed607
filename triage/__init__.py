"""The pipeline: a dump is cut into chunks, each becomes a small summary, summaries add up, a report is a function of the sum."""
