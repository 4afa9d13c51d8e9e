"""How a session finds its user: with the employee and level that nearly every page asks for."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Exists, OuterRef

from paths.people.linking import may_sign_in
from paths.people.models import Employee, User


class SignInBackend(AuthenticationBackend):
    def get_user(self, user_id: int) -> User | None:
        """The active user with that id, or None."""
        reports = Employee.objects.filter(manager__user=OuterRef("pk"), is_active=True)
        found = User.objects.select_related("employee__level").annotate(has_reports=Exists(reports))
        for user in found.filter(pk=user_id).order_by():
            user.leads_people = user.works_here and user.has_reports
            return user if self.user_can_authenticate(user) else None
        return None

    def user_can_authenticate(self, user: User) -> bool:
        """Whether they may sign in, and stay signed in: not once they have left."""
        return may_sign_in(user)
