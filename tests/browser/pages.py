"""The addresses of the demo site that every browser check visits."""

PAGES = [
    "/",
    "/?q=nothing+fits",
    "/roles/backend-engineer/",
    "/roles/backend-engineer/senior/",
    "/roles/engineering-manager/director-of-engineering/",
    "/roles/devops-engineer/staff/",
    "/roles/backend-engineer/interview/",
    "/roles/backend-engineer/interview/?level=mid-level",
    "/roles/backend-engineer/portfolio/?level=senior",
    "/roles/backend-engineer/print/",
    "/roles/backend-engineer/senior/advert/",
    "/families/engineering/",
    "/families/engineering/?by=pay",
    "/compare/",
    "/compare/?level=backend-engineer/mid-level&level=backend-engineer/senior",
    "/compare/?level=backend-engineer/senior&level=engineering-manager/team-lead&level=nothing/here&show=everything",
    "/skills/",
    "/skills/?q=design",
    "/skills/kubernetes/",
    "/search/",
    "/search/?q=data",
    "/search/?q=bakend",
    "/search/?q=xyzzy",
    "/demo/",
    "/account/sign-in/",
    "/account/sign-out/",
    "/account/password/reset/",
    "/account/password/reset/done/",
    "/account/password/reset/key/1-x-y/",
    "/account/password/change/",
    "/account/sign-up/",
    "/nothing-here/",
]

# What answers otherwise than with 200.
STATUS = {"/nothing-here/": 404}
