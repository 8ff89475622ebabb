// name: approach.find_company_facts
// access: read
// rows: one
// param viewer_id: string
// param company_id: string
// param member_ids: list<string>
// param activity_weights: map
// param limit: integer
// param now: datetime
// column viewer_name: string
// column company: map
// column current_count: integer
// column former_count: integer
// column known: list<map>
// column reachable: list<map>
//
// Who of the viewer's connections works or worked at a company, those who do first, the strongest
// ties first, at most limit of either; and of these other members, who work there, what they do and
// a few things that they have in common with the viewer. No row when the viewer or the company does
// not exist.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
OPTIONAL MATCH (company:Company {id: $company_id})
WITH viewer, company
  WHERE viewer IS NOT NULL AND company IS NOT NULL
CALL (viewer, company) {
  MATCH (viewer)-[tie:CONNECTED_TO]-(member:Member)-[work:WORKS_AT]->(company)
  USING JOIN ON member
  WITH
    member,
    tie,
    collect(CASE WHEN work.ended_on IS NULL THEN coalesce(work.title, '') END)[0] AS current_title,
    max(work.ended_on) AS left_on
  WITH
    member,
    current_title IS NOT NULL AS current,
    current_title,
    CASE WHEN current_title IS NULL THEN left_on END AS left_on,
    CASE
      WHEN tie.counted_at IS NULL THEN tie.strength
      ELSE
        1.0 - (1.0 - tie.context) *
          (1.0 - (1.0 - exp(-(tie.forward + tie.backward) *
            0.5 ^ (($now.epochMillis - tie.counted_at.epochMillis) / $activity_weights.half_life) /
            $activity_weights.volume_scale)) *
            (1.0 - $activity_weights.one_sided_loss *
              abs(tie.forward - tie.backward) / (tie.forward + tie.backward)))
    END AS strength
    ORDER BY strength DESC, member.id
  WITH
    current,
    collect(
      member {
        .id,
        .name,
        .headline,
        current: current,
        title: current_title,
        left_on: left_on,
        strength: strength
      }) AS found
    ORDER BY current DESC
  WITH collect({current: current, found: found}) AS either
  RETURN
    reduce(n = 0, one IN either | n + CASE WHEN one.current THEN size(one.found) ELSE 0 END)
      AS current_count,
    reduce(n = 0, one IN either | n + CASE WHEN one.current THEN 0 ELSE size(one.found) END)
      AS former_count,
    reduce(all_found = [], one IN either | all_found + one.found[..$limit]) AS known
}
CALL (viewer) {
  MATCH (viewer)-[:MEMBER_OF|ATTENDS|ORGANISES|WORKS_AT|STUDIED_AT|HAS_SKILL|INTERESTED_IN]->(own)
  RETURN collect(DISTINCT own) AS own_things
}
CALL (company, own_things) {
  UNWIND $member_ids AS member_id
  MATCH (member:Member {id: member_id})
  CALL (member, own_things) {
    MATCH
      (member)-[has:MEMBER_OF|ATTENDS|ORGANISES|WORKS_AT|STUDIED_AT|HAS_SKILL|INTERESTED_IN]->(thing)
    WHERE thing IN own_things AND thing.cancelled_at IS NULL
    WITH DISTINCT
      thing,
      CASE type(has)
        WHEN 'MEMBER_OF' THEN [1, 'group']
        WHEN 'ATTENDS' THEN [2, 'event']
        WHEN 'ORGANISES' THEN [2, 'event']
        WHEN 'WORKS_AT' THEN [3, 'employer']
        WHEN 'STUDIED_AT' THEN [4, 'school']
        WHEN 'HAS_SKILL' THEN [5, 'skill']
        ELSE [6, 'interest']
      END AS ranked
      ORDER BY ranked[0], thing.id
      LIMIT 5
    RETURN
      collect({
        kind: ranked[1],
        id: thing.id,
        name: coalesce(thing.name, thing.title)
      }) AS in_common
  }
  WITH
    member,
    in_common,
    head(COLLECT {
      MATCH (member)-[work:WORKS_AT]->(company)
      WHERE work.ended_on IS NULL
      RETURN work.title
    }) AS title
  RETURN
    collect({
      id: member.id,
      title: title,
      in_common: in_common
    }) AS reachable
}
RETURN
  viewer.name AS viewer_name,
  company {.id, .name} AS company,
  current_count,
  former_count,
  known,
  reachable
