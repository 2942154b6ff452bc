"""Atelier's half inside Python: one notebook session (driver.py) and what it reports to the page."""
