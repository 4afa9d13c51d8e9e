"""Words that waited in sessions wait in their own table, as many of each person as there is room for."""

import json
from collections import Counter
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.db import migrations
from django.utils import timezone

UNSENT, MOST, MOST_BYTES, MOST_BYTES_IN_ALL = "unsent", 10, 500_000, 20_000_000


def move(apps: Any, schema_editor: Any) -> None:
    Session, User = apps.get_model("sessions", "Session"), apps.get_model("paths", "User")
    Words = apps.get_model("paths", "UnsentWords")
    people = {str(pk) for pk in User.objects.values_list("pk", flat=True)}
    number, size_of = Counter(), Counter()
    Session.objects.filter(expire_date__lte=timezone.now()).delete()
    for session in Session.objects.order_by("-expire_date").iterator():
        data = SessionStore().decode(session.session_data)
        if UNSENT not in data:
            continue
        kept = data.pop(UNSENT)
        for each in kept if isinstance(kept, list) else []:
            who, path, fields = each["writer"], each["path"], json.dumps(each["fields"], ensure_ascii=False)
            size = len((path + fields).encode(errors="replace"))
            if (
                who in people
                and len(path) <= 200
                and number[who] < MOST
                and size_of[who] + size <= MOST_BYTES
                and size_of.total() + size <= MOST_BYTES_IN_ALL
            ):
                Words.objects.create(user_id=int(who), path=path, fields=fields, size=size)
                number[who] += 1
                size_of[who] += size
        session.session_data = SessionStore().encode(data)
        session.save(update_fields=["session_data"])


class Migration(migrations.Migration):
    dependencies = [("paths", "0020_unsent_words"), ("sessions", "0001_initial")]
    operations = [migrations.RunPython(move, migrations.RunPython.noop, elidable=True)]
