"""Holds `mograder.transport.workshop`, the path that mograder 0.3 writes into its notebooks."""
