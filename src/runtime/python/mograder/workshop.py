"""The workshop helpers under the path that mograder 0.0.11 writes into its notebooks."""

from mograder.transport.workshop import (
    fetch_released_keys,
    make_salt_hash,
    reveal_solution,
    verify_key,
    xor_decrypt,
    xor_encrypt,
)

__all__ = [
    "fetch_released_keys",
    "make_salt_hash",
    "reveal_solution",
    "verify_key",
    "xor_decrypt",
    "xor_encrypt",
]
