// name: analytics.request_funnel
// access: read
// rows: many
// param since: date = null
// param now: datetime
// column stage: string
// column requests: integer
// column share: float
// column median_hours: float
// column longest_tenth_hours: float
// chart: bars label=stage value=requests
// example: since=2026-01-01
//
// What became of connection requests: accepted, withdrawn, expired, or waiting. Hours are from sending
// to that; a tenth took longer than longest_tenth_hours. What a receiver answered to themselves alone is
// not told: to its sender, and here, the request waits. With since, only those sent from that day on.
CALL () {
  MATCH (request:ConnectionRequest)
  WHERE $since IS NULL OR date(request.created_at) >= $since
  WITH
    CASE
      WHEN request.state = 'pending' AND request.expires_at <= $now THEN 'expired'
      WHEN request.state = 'pending' THEN 'waiting'
      ELSE request.state
    END AS stage,
    request
  WITH
    stage,
    (CASE stage WHEN 'expired' THEN request.expires_at ELSE request.closed_at END).epochMillis -
      request.created_at.epochMillis AS took
  WITH
    stage,
    count(*) AS requests,
    percentileCont(took, 0.5) / 3600000.0 AS median_hours,
    percentileCont(took, 0.9) / 3600000.0 AS longest_tenth_hours
  RETURN
    collect({
      stage: stage,
      requests: requests,
      median_hours: median_hours,
      longest_tenth_hours: longest_tenth_hours
    }) AS found
}
WITH found, reduce(total = 0, one IN found | total + one.requests) AS total
WITH [{stage: 'sent', requests: total}] + found AS found, total
UNWIND ['sent', 'accepted', 'withdrawn', 'expired', 'waiting'] AS stage
WITH stage, total, [one IN found WHERE one.stage = stage][0] AS entry
RETURN
  stage,
  coalesce(entry.requests, 0) AS requests,
  CASE total WHEN 0 THEN 0.0 ELSE toFloat(coalesce(entry.requests, 0)) / total END AS share,
  entry.median_hours AS median_hours,
  entry.longest_tenth_hours AS longest_tenth_hours
