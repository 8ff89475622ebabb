// name: connection_requests.withdraw
// access: write
// rows: none
// param id: string
// param now: datetime
//
// Ends a pending request for its sender, after `lock`; a receiver's answer stays known.
MATCH (request:ConnectionRequest {id: $id})
SET request.state = 'withdrawn', request.closed_at = $now
REMOVE request.open_pair
