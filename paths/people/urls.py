"""Signing in and out, and one's own account. Of allauth's pages only these: HR looks after names and addresses."""

from allauth.account import views
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path, re_path

from paths.people.views.account import account
from paths.people.views.sign_in import sign_in, with_passwords
from paths.people.views.sign_on import sign_on, sign_on_cancelled, sign_on_return

urlpatterns = [
    path("", account, name="account"),
    path("sign-in/", sign_in, name="account_login"),
    path("sign-out/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("sign-up/", views.signup, name="account_signup"),
    path("sign-on/", sign_on, name="sign_on"),
    path("sign-on/return/", sign_on_return, name="sign_on_return"),
    path("sign-on/cancelled/", sign_on_cancelled, name="socialaccount_login_cancelled"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", with_passwords(views.password_change), name="account_change_password"),
    path("password/set/", with_passwords(views.password_set), name="account_set_password"),
    path("password/reset/", with_passwords(views.password_reset), name="account_reset_password"),
    path("password/reset/done/", with_passwords(views.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        with_passwords(views.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        with_passwords(views.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    # What allauth shows on overviews of its own stands on the account's page.
    path("", account, name="mfa_index"),
    path("", account, name="mfa_list_webauthn"),
    path("code/", mfa.authenticate, name="mfa_authenticate"),
    path("reauthenticate/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("reauthenticate/passkey/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("authenticator-app/add/", totp.activate_totp, name="mfa_activate_totp"),
    path("authenticator-app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("recovery-codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("recovery-codes/new/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("recovery-codes/download/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("passkeys/add/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("passkeys/sign-in/", with_passwords(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("passkeys/<id:pk>/rename/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("passkeys/<id:pk>/remove/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
]
