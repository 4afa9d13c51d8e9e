"""How gunicorn serves the site. https://docs.gunicorn.org/en/stable/settings.html"""

from gunicorn.arbiter import Arbiter

from careersite.here import refuse_elsewhere
from careersite.settings import BIND, PORT, WEB_CONCURRENCY, why_local

bind = f"[{BIND}]:{PORT}" if ":" in BIND else f"{BIND}:{PORT}"
worker_class = "gthread"
workers = WEB_CONCURRENCY
threads = 4
control_socket_disable = True


def on_starting(server: Arbiter) -> None:
    """Stop if gunicorn was told otherwise than by settings to listen where it may not."""
    if why_local:
        listens = [address[0] if isinstance(address, tuple) else address for address in server.cfg.address]
        refuse_elsewhere(why_local, "the address to listen on", listens)
