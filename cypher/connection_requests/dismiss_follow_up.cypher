// name: connection_requests.dismiss_follow_up
// access: write
// rows: one
// param id: string
// param member_id: string
// column id: string
//
// Reminds the sender of a request no more. No row when the member sent no such request.
MATCH (:Member {id: $member_id})-[:SENT]->(request:ConnectionRequest {id: $id})
REMOVE request.follow_up_due_at
RETURN request.id AS id
