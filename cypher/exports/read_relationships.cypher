// name: exports.read_relationships
// access: read
// rows: many
// column type: string
// column start_label: string
// column start_key: string
// column end_label: string
// column end_key: string
// column names: list<string>
// column values: list<any>
// column kinds: list<string>
//
// Every relationship of the nodes that an export holds, once, with the keys of its ends; properties as
// exports.read_nodes has them.
MATCH (
  start:Member|Company|School|Skill|Interest|Group|Event|Account|ConnectionRequest
    |Conversation|Message|Introduction|Recommendation|Post|Comment|MessageRequest
    |Milestone|Goal|Meetup|Notification
)
// Optional, so that nothing begins at all relationships there are.
OPTIONAL MATCH (start)-[tie]->(end)
WITH start, tie, end
WHERE tie IS NOT NULL
RETURN
  type(tie) AS type,
  labels(start)[0] AS start_label,
  coalesce(start.id, start.member_id + ':' + start.number) AS start_key,
  labels(end)[0] AS end_label,
  coalesce(end.id, end.member_id + ':' + end.number) AS end_key,
  keys(tie) AS names,
  [
    name IN keys(tie) |
    CASE
      WHEN NOT valueType(tie[name]) CONTAINS 'DATE' THEN tie[name]
      WHEN valueType(tie[name]) STARTS WITH 'LIST' THEN [one IN tie[name] | toString(one)]
      ELSE toString(tie[name])
    END
  ] AS values,
  [
    name IN keys(tie) |
    CASE WHEN valueType(tie[name]) CONTAINS 'DATE' THEN valueType(tie[name]) END
  ] AS kinds
