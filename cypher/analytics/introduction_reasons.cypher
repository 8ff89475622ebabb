// name: analytics.introduction_reasons
// access: read
// rows: many
// param since: date = null
// column purpose: string
// column asked_for: integer
// column introduced: integer
// column connected: integer
// column declined_by_connector: integer
// column declined_by_target: integer
// column gave_a_reason: integer
// column introduced_share: float
// chart: bars label=purpose value=asked_for
// example: since=2026-01-01
//
// What introductions are asked for, and what becomes of them, by purpose. Of those who declined, so many
// gave a reason; its words are theirs, and are not told. With since, only those asked for from that day
// on.
MATCH (introduction:Introduction)
WHERE $since IS NULL OR date(introduction.created_at) >= $since
WITH
  introduction.purpose AS purpose,
  count(*) AS asked_for,
  count(CASE introduction.state WHEN 'introduced' THEN 1 END) AS introduced,
  count(introduction.connected_at) AS connected,
  count(CASE introduction.state WHEN 'declined_by_connector' THEN 1 END) AS declined_by_connector,
  count(CASE introduction.state WHEN 'declined_by_target' THEN 1 END) AS declined_by_target,
  count(introduction.decline_reason) AS gave_a_reason
RETURN
  purpose,
  asked_for,
  introduced,
  connected,
  declined_by_connector,
  declined_by_target,
  gave_a_reason,
  toFloat(introduced) / asked_for AS introduced_share
  ORDER BY asked_for DESC, purpose
