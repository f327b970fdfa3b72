"""The side file."""
