"""Counts the messages between the owner of an export and each of its people.

Their text is read over, and kept nowhere.
"""

import re
from array import array
from collections import Counter
from datetime import datetime

from mutuals.connections.strength import MESSAGE_WEIGHT
from mutuals.identities.addresses import profile_identity
from mutuals.linkedin.models import BadRow, ImportReport
from mutuals.linkedin.people import People, Person, seconds
from mutuals.linkedin.tables import TableRow

MOST_RECIPIENTS = 50
"""A message to more of them is a mass mailing, which makes no tie stronger."""
MOST_SENDERS = 10_000
"""So many are held who may be the owner, who is in every conversation."""


class _Sent:
    """What somebody sent who may be the owner: the name, and to whom when, one beside the other."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.count = 0
        self.people = array("l")
        self.times = array("q")

    def add(self, people: list[Person], at: datetime) -> None:
        self.count += 1
        for person in people:
            self.people.append(person.number)
            self.times.append(seconds(at))


class Messages:
    """Notes what people sent, and, until it is known who the owner is, what others sent them."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._own: Counter[str] = Counter()
        self._counted = 0
        self._others = 0
        # By who may be the owner: in how many messages they are, and what they sent.
        self._seen: Counter[str] = Counter()
        self._sent: dict[str, _Sent] = {}

    def own_identity(self, identity_id: str | None) -> None:
        """An address that is the owner's, as an invitation says."""
        if identity_id is not None:
            self._own[identity_id] += 1

    def add(self, row: TableRow, at: datetime | None) -> BadRow | None:
        """Take a message in, sent at a time; what is wrong with it, where it is not counted."""
        if at is None:
            return row.bad("DATE is no time such as 2023-06-11 15:33:58 UTC")
        texts = [text for text in re.split(r"[;,]", row["RECIPIENT PROFILE URLS"]) if text.strip()]
        sender_url = row["SENDER PROFILE URL"]
        sender = profile_identity(sender_url)
        recipients = {profile_identity(text) for text in texts}
        if (sender_url and sender is None) or None in recipients:
            return row.bad("SENDER or RECIPIENT PROFILE URLS has no address of a LinkedIn profile")
        draft = row["IS MESSAGE DRAFT"].casefold() in {"yes", "true"}
        if draft or row["FOLDER"].upper() == "SPAM" or len(recipients) > MOST_RECIPIENTS:
            self._others += 1
            return None
        from_person = self._people.known_under(sender)
        to_people = [
            person
            for recipient in sorted(recipients - {None, sender}, key=str)
            if (person := self._people.known_under(recipient))
        ]
        if from_person is None and not to_people:
            self._others += 1
            return None
        for identity_id in {sender, *recipients} - {None}:
            if identity_id and not self._people.known_under(identity_id):
                self._see(identity_id)
        if from_person is not None:
            # Whoever else reads it: it came to the owner.
            from_person.interact(seconds(at), MESSAGE_WEIGHT, from_owner=False)
            self._counted += 1
        elif sender is not None and sender in self._seen:
            self._sent.setdefault(sender, _Sent(row["FROM"])).add(to_people, at)
        else:
            self._others += 1
        return None

    def _see(self, identity_id: str) -> None:
        if identity_id in self._seen or len(self._seen) < MOST_SENDERS:
            self._seen[identity_id] += 1

    def settle(self, report: ImportReport, owner_name: str | None) -> None:
        """Once all is read: count what the owner sent."""
        owner = self._owner(owner_name)
        if owner is None and self._sent:
            report.notes.append(
                "It could not be told which sender of messages is you, so those you sent are not "
                "counted: export Invitations.csv or Profile.csv too."
            )
        for sender, sent in self._sent.items():
            if sender != owner:
                self._others += sent.count
                continue
            for number, at in zip(sent.people, sent.times, strict=True):
                self._people[number].interact(at, MESSAGE_WEIGHT, from_owner=True)
            self._counted += sent.count
        report.counted.messages = self._counted
        report.counted.messages_with_others = self._others

    def _owner(self, owner_name: str | None) -> str | None:
        """Who invitations say; or else who is in the most conversations, and of several who has
        the name of the profile."""
        for identity_id, _ in self._own.most_common():
            if identity_id in self._sent:
                return identity_id
        most = max((self._seen[sender] for sender in self._sent), default=0)
        found = [sender for sender in self._sent if self._seen[sender] == most]
        if len(found) > 1:
            found = [
                sender
                for sender in found
                if owner_name and self._sent[sender].name.casefold() == owner_name.casefold()
            ]
        return found[0] if len(found) == 1 else None
