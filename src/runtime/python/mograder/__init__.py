"""The `mograder` API that notebooks import, written anew for Atelier.

Notebooks use `mograder.runtime` (checks, marks, hints), sometimes `mograder.remote` (a course server) and
`mograder.workshop` or `mograder.transport.workshop` (model solutions). Nothing here grades: results are shown to the
student and reported to the page, and marks that count come from a run that the grader makes.
"""

# The first part is the API this package follows, for notebooks that compare versions.
__version__ = "0.3.16+atelier.1"
