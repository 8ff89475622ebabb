"""What the members write: posts by their kind, comments, and how groups and events are called."""

POSTS = {
    "update": (
        "Three things I took from a week of {skill}: start smaller, write it down, ask earlier.",
        "{company} turns out to be a good place to learn {skill}. Happy to compare notes.",
        "Does anybody know a good introduction to {skill} for somebody new to {industry}?",
        "Back from a weekend of {interest}, with sore legs and two ideas for {company}.",
        "We moved our {skill} work to small steps this month. Nobody wants to go back.",
        "Who would you ask about {other_skill}? I know {skill} well enough, and that is all.",
        "A quiet week at {company}: the best kind for {skill}.",
    ),
    "article": (
        "How we do {skill} at {company}: a short write-up, with what went wrong.",
        "What {interest} taught me about {skill}. Shorter than it sounds.",
        "{skill} and {other_skill} are taught apart and used together. Some notes on both.",
    ),
    "opportunity": (
        "{company} is looking for somebody in {city} who knows {skill}. I can introduce you.",
        "We need help with {other_skill} for three months. Remote is fine. Write to me.",
        "A friend's team is hiring for {skill}. Tell me if I shall connect you.",
    ),
    "milestone": (
        "{years} at {company}. Thank you to everybody who made them good ones.",
        "A new chapter: {title} at {company}.",
    ),
}
SHARE = "Worth your time, and the comments too."
COMMENTS = (
    "Well put. I would have needed the second point a year ago.",
    "Thank you for writing this down.",
    "We had the same in our team: happy to tell you more.",
    "I know somebody for this, and will write to you.",
    "This matches what I have seen in {industry}.",
)
CONGRATULATION = "Congratulations, and well deserved!"
GROUPS = ("{industry} in {city}", "{skill} in practice", "{interest} after work")
ABOUT_GROUP = "For everybody on Mutuals who cares for {topic}: questions welcome, adverts are not."
EVENTS = ("{skill} evening", "{interest} for beginners", "Breakfast with {industry} people")
