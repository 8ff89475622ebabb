// name: exports.read_nodes
// access: read
// rows: many
// column label: string
// column names: list<string>
// column values: list<any>
// column kinds: list<string>
//
// Every node that an export holds, with the names of its properties, their values, and the kinds of those that are
// dates or times, which come as text: the driver would lose whether UTC is an offset or a zone.
MATCH (
  node:Member|Company|School|Skill|Interest|Group|Event|Account|ConnectionRequest
    |Conversation|Message|Introduction|Recommendation|Post|Comment|MessageRequest
    |Milestone|Goal|Meetup|Notification|UnconfirmedMember|Identity|AnalyticsRun
)
RETURN
  labels(node)[0] AS label,
  keys(node) AS names,
  [
    name IN keys(node) |
    CASE
      WHEN NOT valueType(node[name]) CONTAINS 'DATE' THEN node[name]
      WHEN valueType(node[name]) STARTS WITH 'LIST' THEN [one IN node[name] | toString(one)]
      ELSE toString(node[name])
    END
  ] AS values,
  [
    name IN keys(node) |
    CASE WHEN valueType(node[name]) CONTAINS 'DATE' THEN valueType(node[name]) END
  ] AS kinds
