"""How passwords are hashed: slowly for whoever guesses, and in no more memory than the machine has."""

from __future__ import annotations

from threading import BoundedSemaphore

from django.contrib.auth.hashers import Argon2PasswordHasher

# Of this process. Others wait for their turn, which takes some hundredths of a second.
AT_ONCE = 2
_turns = BoundedSemaphore(AT_ONCE)


class Argon2Hasher(Argon2PasswordHasher):
    """Argon2id as OWASP recommends it: 19 MiB, two passes, one lane.

    A password that was hashed with other figures is still right, and hashed anew when somebody signs in with it.
    """

    memory_cost = 19 * 1024
    time_cost = 2
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        with _turns:
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        with _turns:
            return super().verify(password, encoded)
