// name: exports.count_kinds
// access: read
// rows: many
// column name: string
// column property: string
// column kind: string
// column count: integer
//
// How many values of which kind each property has, by label and relationship type.
MATCH (
  node:Member|Company|School|Skill|Interest|Group|Event|Account|ConnectionRequest
    |Conversation|Message|Introduction|Recommendation|Post|Comment|MessageRequest
    |Milestone|Goal|Meetup|Notification|UnconfirmedMember|Identity|AnalyticsRun
)
UNWIND keys(node) AS property
WITH labels(node)[0] AS name, property, valueType(node[property]) AS kind
RETURN name, property, kind, count(*) AS count
UNION ALL
MATCH (
  node:Member|Company|School|Skill|Interest|Group|Event|Account|ConnectionRequest
    |Conversation|Message|Introduction|Recommendation|Post|Comment|MessageRequest
    |Milestone|Goal|Meetup|Notification|UnconfirmedMember|Identity|AnalyticsRun
)
// Optional, so that nothing begins at all relationships there are.
OPTIONAL MATCH (node)-[tie]->()
UNWIND keys(tie) AS property
WITH type(tie) AS name, property, valueType(tie[property]) AS kind
RETURN name, property, kind, count(*) AS count
