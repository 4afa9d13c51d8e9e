"""How a session finds its user: with the employee and level that nearly every page asks for."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend

from paths.people.models import User


class SignInBackend(AuthenticationBackend):
    def get_user(self, user_id: int) -> User | None:
        """The active user with that id, or None."""
        for user in User.objects.select_related("employee__level").filter(pk=user_id).order_by():
            return user if self.user_can_authenticate(user) else None
        return None
