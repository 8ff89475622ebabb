// name: feed.unfollow
// access: write
// rows: one
// param member_ids: list<string>
// param by_id: string
// param followed_id: string
// param now: datetime
// column followed: boolean
//
// Ends that a member follows another, given the smaller id first, and says whether that was so. No
// row when either does not exist, or one has blocked the other.
UNWIND $member_ids AS member_id
MATCH (member:Member {id: member_id})
// Written before anything is read: who connects, blocks or deletes them meanwhile waits.
SET member.connections_changed_at = $now
WITH count(*) AS locked
// Found anew: one of them may have been deleted while this waited.
OPTIONAL MATCH (by:Member {id: $by_id})
OPTIONAL MATCH (followed:Member {id: $followed_id})
WITH by, followed
  WHERE by IS NOT NULL AND followed IS NOT NULL AND NOT EXISTS { (by)-[:BLOCKS]-(followed) }
OPTIONAL MATCH (by)-[follows:FOLLOWS]->(followed)
WITH
  by,
  followed,
  follows,
  EXISTS { (by)-[:CONNECTED_TO]-(followed) } AS connected,
  follows IS NOT NULL AS had_followed,
  EXISTS { (by)-[:UNFOLLOWS]->(followed) } AS standing
CALL (by, followed, connected, standing) {
  WITH *
    WHERE connected AND NOT standing
  CREATE (by)-[unfollows:UNFOLLOWS]->(followed)
  SET unfollows.since = $now
}
DELETE follows
RETURN had_followed OR (connected AND NOT standing) AS followed
