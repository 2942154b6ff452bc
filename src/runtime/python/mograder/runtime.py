"""What notebooks import: checks, marks, hints, word counts, and the course server's verbs."""

from mograder._checks import check
from mograder._grader import Grader
from mograder._hints import hint
from mograder._words import count_response_words, word_count
from mograder.remote import fetch, status, submit

__all__ = [
    "Grader",
    "check",
    "count_response_words",
    "fetch",
    "hint",
    "status",
    "submit",
    "word_count",
]
