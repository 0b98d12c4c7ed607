"""Data classes and services that every package may import; they import no stage of the pipeline."""
