"""The addresses of the demo site that every browser check visits."""

PAGES = [
    "/",
    "/?q=nothing+fits",
    "/roles/backend-engineer/",
    "/roles/backend-engineer/senior/",
    "/roles/engineering-manager/director-of-engineering/",
    "/roles/devops-engineer/staff/",
    "/demo/",
    "/account/sign-in/",
    "/account/sign-out/",
    "/account/password/reset/",
    "/nothing-here/",
]
