// name: exports.read_relationships
// access: read
// rows: many
// column start_label: string
// column start_key: string
// column ties: list<any>
//
// Every node that an export holds, with the relationships that lead from it: of each its type, the label and key of
// its end, and its properties as exports.read_nodes has them. A row for each relationship would take the driver three
// times as long.
MATCH (
  start:Member|Company|School|Skill|Interest|Group|Event|Account|ConnectionRequest
    |Conversation|Message|Introduction|Recommendation|Post|Comment|MessageRequest
    |Milestone|Goal|Meetup|Notification|UnconfirmedMember|Identity|AnalyticsRun
)
RETURN
  labels(start)[0] AS start_label,
  coalesce(start.id, start.member_id + ':' + start.number) AS start_key,
  COLLECT {
    MATCH (start)-[tie]->(end)
    RETURN
      [
        type(tie),
        labels(end)[0],
        coalesce(end.id, end.member_id + ':' + end.number),
        keys(tie),
        [
          name IN keys(tie) |
          CASE
            WHEN NOT valueType(tie[name]) CONTAINS 'DATE' THEN tie[name]
            WHEN valueType(tie[name]) STARTS WITH 'LIST' THEN [one IN tie[name] | toString(one)]
            ELSE toString(tie[name])
          END
        ],
        [
          name IN keys(tie) |
          CASE WHEN valueType(tie[name]) CONTAINS 'DATE' THEN valueType(tie[name]) END
        ]
      ]
  } AS ties
