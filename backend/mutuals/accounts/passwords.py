"""Passwords: hashed with Argon2id, in threads of their own, a few at a time for their memory."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from pydantic import SecretStr

_hasher = PasswordHash((Argon2Hasher(),))
# Each takes 64 MiB for a moment; and what else is run in threads does not wait for them.
_threads = ThreadPoolExecutor(max_workers=4, thread_name_prefix="password")


async def hash_of(password: SecretStr) -> str:
    """What is stored of a password."""
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_threads, _hasher.hash, password.get_secret_value())


async def is_password(password: SecretStr, stored: str | None) -> bool:
    """Whether a password is the one stored; where none is, it takes as long to say no."""
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_threads, _verify, password.get_secret_value(), stored)


def _verify(password: str, stored: str | None) -> bool:
    nobodys = _nobodys_hash()  # made by whoever comes first, known or not
    return _hasher.verify(password, stored or nobodys) and stored is not None


@cache
def _nobodys_hash() -> str:
    return _hasher.hash("nobody's")
