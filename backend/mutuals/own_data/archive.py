"""The ZIP of all that is stored about a member, made while it is sent: it is nowhere whole."""

import io
import json
import zipfile
from collections.abc import AsyncIterator
from datetime import date, datetime
from typing import Any

from mutuals.graph.driver import Reader
from mutuals.own_data import queries

README = """\
What Mutuals stores about {member_id}, as of {now}.

profile.json              name, texts, positions, schools, skills, interests, settings; the
                          addresses that imports are matched by; the account without its
                          password, and its sign-ins
connections.json          connections, since when, and what the strength of each tie follows from
unconfirmed.json          people whom you brought in yourself, who are no members
connection_requests.json  sent and received; of the answers those that are yours to know
message_requests.json     the same for messages
introductions.json        asked for, passed on and received
recommendations.json      written and received
endorsements.json         made and received, and taken back
conversations.json        with whom, and how far they were read
messages.json             what was said in them, by all; where there is a block, your own alone
posts.json                posts and shares
comments.json             comments and replies
reactions.json            reactions, those that were taken back, and posts that were hidden
milestones.json           milestones, and what became of them
goals.json                goals
groups.json               groups
events.json               events organised and attended
meetups.json              meetups proposed and received
notifications.json        what you were told
choices.json              whom you follow, mute, block, and were suggested

Times are in UTC. A field that is missing has no value. What else is stored, and why it is not in
here: docs/erasure.md of Mutuals.
"""


class _Sent(io.RawIOBase):
    """Where the ZIP is written: it keeps what was not sent yet."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        self._waiting += data
        return len(data)

    def take(self) -> bytes:
        taken = bytes(self._waiting)
        self._waiting.clear()
        return taken


async def archive(
    reader: Reader, viewer_id: str, profile: queries.Entry, now: datetime
) -> AsyncIterator[bytes]:
    """The ZIP's bytes in their order, a part at a time; `profile` is as get_profile() has it."""
    sent = _Sent()
    with zipfile.ZipFile(sent, "w", zipfile.ZIP_DEFLATED) as written:

        def new(name: str) -> zipfile.ZipInfo:
            info = zipfile.ZipInfo(name, now.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            return info

        written.writestr(new("README.txt"), README.format(member_id=viewer_id, now=now.isoformat()))
        written.writestr(new("profile.json"), _json(profile))
        lists = {part: queries.entries(reader, viewer_id, part) for part in queries.PARTS}
        lists["messages"] = queries.messages(reader, viewer_id)
        lists["notifications"] = queries.notifications(reader, viewer_id)
        for name, entries in lists.items():
            with written.open(new(f"{name}.json"), "w", force_zip64=True) as file:
                separator = "[\n"
                async for entry in entries:
                    file.write(f"{separator}{_json(entry)}".encode())
                    separator = ",\n"
                    if len(taken := sent.take()):
                        yield taken
                file.write(b"[]\n" if separator == "[\n" else b"\n]\n")
    yield sent.take()


def _json(value: Any) -> str:
    return json.dumps(_without_nulls(value), default=_as_text, ensure_ascii=False)


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nulls(item) for key, item in value.items() if item is not None}
    return [_without_nulls(item) for item in value] if isinstance(value, list) else value


def _as_text(value: date) -> str:
    return value.isoformat()  # a datetime's has the time as well
