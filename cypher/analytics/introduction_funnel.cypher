// name: analytics.introduction_funnel
// access: read
// rows: many
// param since: date = null
// param now: datetime
// column stage: string
// column introductions: integer
// column share: float
// column median_hours: float
// column longest_tenth_hours: float
// chart: bars label=stage value=introductions
// example: since=2026-01-01
//
// How far introductions came, from asking to a connection. They are approved by a connector, accepted by
// the target so that the two are introduced, and connected since; or declined, withdrawn, expired, or
// waiting. Hours are from the step before, for what ended it from the asking; a tenth took longer than
// longest_tenth_hours. With since, only those asked for from that day on.
CALL () {
  MATCH (introduction:Introduction)
  WHERE $since IS NULL OR date(introduction.created_at) >= $since
  WITH
    introduction,
    introduction.state IN ['requested', 'approved'] AS open,
    introduction.expires_at <= $now AS over
  UNWIND [
    ['asked_for', true, null, null],
    ['approved', introduction.approved_at IS NOT NULL, introduction.created_at, introduction.approved_at],
    ['introduced', introduction.state = 'introduced', introduction.approved_at, introduction.answered_at],
    ['connected', introduction.connected_at IS NOT NULL, introduction.answered_at, introduction.connected_at],
    ['declined_by_connector', introduction.state = 'declined_by_connector', introduction.created_at, introduction.answered_at],
    ['declined_by_target', introduction.state = 'declined_by_target', introduction.created_at, introduction.answered_at],
    ['withdrawn', introduction.state = 'withdrawn', null, null],
    ['expired', introduction.state = 'expired' OR (open AND over), introduction.created_at, introduction.expires_at],
    ['waiting', open AND NOT over, null, null]
  ] AS step
  WITH step[0] AS stage, step[2] AS began, step[3] AS ended, step[1] AS reached
    WHERE reached
  WITH stage, ended.epochMillis - began.epochMillis AS took
  WITH
    stage,
    count(*) AS introductions,
    percentileCont(took, 0.5) / 3600000.0 AS median_hours,
    percentileCont(took, 0.9) / 3600000.0 AS longest_tenth_hours
  RETURN
    collect({
      stage: stage,
      introductions: introductions,
      median_hours: median_hours,
      longest_tenth_hours: longest_tenth_hours
    }) AS found
}
WITH found, coalesce([one IN found WHERE one.stage = 'asked_for' | one.introductions][0], 0) AS total
UNWIND [
  'asked_for', 'approved', 'introduced', 'connected', 'declined_by_connector', 'declined_by_target',
  'withdrawn', 'expired', 'waiting'
] AS stage
WITH stage, total, [one IN found WHERE one.stage = stage][0] AS entry
RETURN
  stage,
  coalesce(entry.introductions, 0) AS introductions,
  CASE total WHEN 0 THEN 0.0 ELSE toFloat(coalesce(entry.introductions, 0)) / total END AS share,
  entry.median_hours AS median_hours,
  entry.longest_tenth_hours AS longest_tenth_hours
