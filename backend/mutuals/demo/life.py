"""What the members do: meet in groups and at events, write, answer, and speak for each other."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from mutuals.demo.models import (
    Comment,
    Connection,
    Endorsement,
    Event,
    Group,
    Member,
    Post,
    Reaction,
)
from mutuals.demo.people import TODAY
from mutuals.demo.words import (
    ABOUT_GROUP,
    COMMENTS,
    CONGRATULATION,
    EVENTS,
    GROUPS,
    POSTS,
    SHARE,
)

ACTIVE_SHARE = 0.3
"""So many of all ties are kept warm; of the rest, most never saw a message."""
MEMBERS_A_GROUP, MEMBERS_AN_EVENT = 25, 40
GROUP_SIZES, EVENT_SIZES = (6, 40), (4, 25)
POSTS_A_MEMBER = 1.5
DAYS = 40.0
"""Mean age of a post."""
OLDEST = timedelta(days=300)
REACTIONS_A_POST, COMMENTS_A_POST, ENDORSEMENTS_A_MEMBER = 4.0, 0.6, 3.0
SHARE_OF_SHARES = 0.06
AUDIENCES = {"first_degree": 0.45, "second_degree": 0.3, "everyone": 0.25}
KINDS = {"update": 0.6, "article": 0.18, "opportunity": 0.12, "milestone": 0.1}
REACTIONS = ("like", "like", "like", "celebrate", "support", "insightful")


class Life:
    """Draws all of it, each from what members are and whom they know."""

    def __init__(
        self, rng: random.Random, members: Sequence[Member], connections: Sequence[Connection]
    ) -> None:
        self._rng = rng
        self._members = members
        self._connections = connections
        self._member = {member.id: member for member in members}
        self._knows: dict[str, list[str]] = {member.id: [] for member in members}
        for connection in connections:
            self._knows[connection.smaller_id].append(connection.greater_id)
            self._knows[connection.greater_id].append(connection.smaller_id)

    def warmed(self) -> Iterator[Connection]:
        """The connections, with what the two did with each other lately."""
        rng = self._rng
        for connection in self._connections:
            if rng.random() < ACTIVE_SHARE:
                one, other = rng.expovariate(1 / 6), rng.uniform(0.2, 1.2)
                yield replace(connection, forward=one, backward=one * other)
            else:
                yield connection

    def groups(self) -> Iterator[Group]:
        for number in range(len(self._members) // MEMBERS_A_GROUP):
            owner = self._rng.choice(self._members)
            name = self._rng.choice(GROUPS)
            topics = self._topics(owner)
            yield Group(
                f"group-{number + 1:03d}",
                name.format(**topics),
                ABOUT_GROUP.format(topic=name.split(" ")[0].format(**topics)),
                timedelta(days=self._rng.uniform(100, 1500)),
                (owner.id, *self._circle(owner.id, GROUP_SIZES)),
            )

    def events(self) -> Iterator[Event]:
        for number in range(len(self._members) // MEMBERS_AN_EVENT):
            host = self._rng.choice(self._members)
            day = timedelta(days=self._rng.randint(-60, 45), hours=self._rng.randint(0, 8))
            yield Event(
                f"event-{number + 1:03d}",
                self._rng.choice(EVENTS).format(**self._topics(host)),
                host.location,
                day,
                (host.id, *self._circle(host.id, EVENT_SIZES)),
            )

    def posts(self, groups: Sequence[Group]) -> Iterator[Post]:
        """The oldest first; a share follows what it shares."""
        rng = self._rng
        count = round(len(self._members) * POSTS_A_MEMBER)
        ages = sorted((self._age(OLDEST) for _ in range(count)), reverse=True)
        shareable: list[Post] = []
        for number, age in enumerate(ages):
            post_id, crowd = f"post-{number + 1:05d}", None
            if len(shareable) > 10 and rng.random() < SHARE_OF_SHARES:
                post = self._share(post_id, rng.choice(shareable[-100:]), age)
            elif groups and rng.random() < 0.06:
                group = rng.choice(groups)
                author = self._member[rng.choice(group.member_ids)]
                post = replace(
                    self._post(post_id, author, age), audience="group", group_id=group.id
                )
                crowd = group.member_ids
            else:
                post = self._post(post_id, rng.choice(self._members), age)
            post = self._answered(post, crowd or self._knows[post.author_id])
            if post.audience == "everyone":
                shareable.append(post)
            yield post

    def endorsements(self) -> Iterator[Endorsement]:
        for member in self._members:
            chosen = {
                (self._rng.choice(self._knows[member.id]), self._rng.choice(member.skills[:4]))
                for _ in range(self._count(ENDORSEMENTS_A_MEMBER))
            }
            for endorser_id, skill in sorted(chosen):
                yield Endorsement(endorser_id, member.id, skill)

    def _post(self, post_id: str, author: Member, age: timedelta) -> Post:
        rng = self._rng
        kind = rng.choices([*KINDS], [*KINDS.values()])[0]
        facts = self._topics(author)
        text = rng.choice(POSTS[kind])
        named = [facts[name] for name in ("skill", "interest") if f"{{{name}}}" in text]
        return Post(
            post_id,
            author.id,
            kind,
            rng.choices([*AUDIENCES], [*AUDIENCES.values()])[0],
            text.format(**facts),
            age,
            topics=tuple(named),
            link=f"https://example.com/{post_id}" if kind == "article" else None,
        )

    def _share(self, post_id: str, shared: Post, age: timedelta) -> Post:
        sharer = self._rng.choice(self._knows[shared.author_id])
        return Post(post_id, sharer, "share", "second_degree", SHARE, age, shared_id=shared.id)

    def _answered(self, post: Post, crowd: Sequence[str]) -> Post:
        """The post with what those who see it think and say of it."""
        reactors, commenters = (
            sorted({self._rng.choice(crowd) for _ in range(self._count(usual))} - {post.author_id})
            for usual in (REACTIONS_A_POST, COMMENTS_A_POST)
        )
        celebrated = post.kind == "milestone"
        return replace(
            post,
            reactions=tuple(
                Reaction(
                    member_id,
                    "celebrate" if celebrated else self._rng.choice(REACTIONS),
                    self._answer_age(post.age),
                )
                for member_id in reactors
            ),
            comments=tuple(
                Comment(
                    f"{post.id}-{place + 1}",
                    member_id,
                    CONGRATULATION
                    if celebrated
                    else self._rng.choice(COMMENTS).format(**self._topics(self._member[member_id])),
                    self._answer_age(post.age),
                )
                for place, member_id in enumerate(commenters)
            ),
        )

    def _topics(self, member: Member) -> dict[str, str]:
        """What a member speaks of."""
        skill, other_skill = self._rng.sample(member.skills, 2)
        current = member.positions[-1]
        years = max(1, (TODAY - current.started_on).days // 365)
        return {
            "skill": skill,
            "other_skill": other_skill,
            "interest": self._rng.choice(member.interests),
            "company": current.company,
            "title": current.title,
            "industry": member.industry,
            "city": member.location.split(",")[0],
            "years": "One year" if years == 1 else f"{years} years",
        }

    def _circle(self, member_id: str, sizes: tuple[int, int]) -> list[str]:
        """Connections of a member's, and connections of theirs."""
        found: set[str] = set()
        for _ in range(self._rng.randint(*sizes)):
            known = self._rng.choice(self._knows[member_id])
            found.add(known if self._rng.random() < 0.4 else self._rng.choice(self._knows[known]))
        return sorted(found - {member_id})

    def _age(self, oldest: timedelta) -> timedelta:
        days = min(self._rng.expovariate(1 / DAYS), oldest / timedelta(days=1))
        return timedelta(minutes=round(days * 24 * 60))

    def _answer_age(self, post_age: timedelta) -> timedelta:
        """Of what follows a post within days."""
        return max(post_age - timedelta(days=self._rng.expovariate(1.0)), timedelta())

    def _count(self, usual: float) -> int:
        return round(self._rng.expovariate(1 / usual))
