"""Measurements: `make bench`. The sandbox and the load are one process, what is measured is another."""
