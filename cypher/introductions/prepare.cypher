// name: introductions.prepare
// access: write
// rows: one
// param member_ids: list<string>
// param requester_id: string
// param connector_id: string
// param target_id: string
// param conversation_pair: string
// param open_states: list<string>
// param default_cap: integer
// param written_since: datetime
// param now: datetime
// column connector_found: boolean
// column target_found: boolean
// column target_is_unconfirmed: boolean
// column connected: boolean
// column target_connected: boolean
// column hops: integer
// column takes_introductions: boolean
// column to_write_first: boolean
// column open_count: integer
// column asked_already: boolean
//
// Locks who asks, the connector and the target, given the smaller ids first, and finds what the
// rules of asking look at. Hops is 2 where the connector is connected to the target, 3 where
// somebody between is, and otherwise null. Target_is_unconfirmed tells that the target is one of the
// unconfirmed members whom who asks may see. No row when who asks does not exist.
UNWIND $member_ids AS member_id
MATCH (member:Member {id: member_id})
// Written before anything is read: who asks, connects, blocks or deletes them meanwhile waits.
SET member.connections_changed_at = $now
WITH count(*) AS locked
// Found anew: one of them may have been deleted while this waited.
OPTIONAL MATCH (requester:Member {id: $requester_id})
OPTIONAL MATCH (connector:Member {id: $connector_id})
OPTIONAL MATCH (target:Member {id: $target_id})
WITH requester, connector, target
  WHERE requester IS NOT NULL
OPTIONAL MATCH (connector)-[tie:CONNECTED_TO]-(target)
WITH
  *,
  COUNT {
    MATCH (connector)<-[:AWAITS]-(awaiting:Introduction)-[:VIA]->(connector)
    WHERE awaiting.expires_at > $now
  } AS awaiting_count,
  COLLECT {
    MATCH (requester)-[:ASKED_FOR]->(open:Introduction)-[:INTRODUCES_TO]->(asked_for:Member)
    WHERE
      open.state IN $open_states AND
      open.expires_at > $now AND
      // Those that a block hides are not there.
      NOT EXISTS {
        MATCH (requester)-[:BLOCKS]-(other:Member)
        WHERE EXISTS { (open)-[:VIA|INTRODUCES_TO]->(other) }
      }
    RETURN asked_for.id
  } AS open_target_ids
RETURN
  connector IS NOT NULL AND NOT EXISTS { (requester)-[:BLOCKS]-(connector) } AS connector_found,
  target IS NOT NULL AND NOT EXISTS { (requester)-[:BLOCKS]-(target) } AS target_found,
  EXISTS {
    MATCH (person:UnconfirmedMember {id: $target_id})<-[:KNOWS_UNCONFIRMED]-(owner:Member)
    WHERE
      (owner = requester OR
        NOT EXISTS { (requester)-[:BLOCKS]-(owner) } AND
          EXISTS {
            MATCH (requester)-[own:MEMBER_OF]->(:Group)<-[part:MEMBER_OF]-(owner)
            WHERE own.shares_imports AND part.shares_imports
          }) AND
      NOT EXISTS {
        MATCH (person)-[:IDENTIFIED_BY]->(:Identity)<-[:IDENTIFIED_BY]-(member:Member)
        WHERE
          member = requester OR
          EXISTS { (requester)-[:CONNECTED_TO]-(member) } OR
          owner <> requester AND EXISTS { (requester)-[:BLOCKS]-(member) }
      }
  } AS target_is_unconfirmed,
  EXISTS { (requester)-[:CONNECTED_TO]-(connector) } AS connected,
  EXISTS { (requester)-[:CONNECTED_TO]-(target) } AS target_connected,
  CASE
    WHEN EXISTS { (connector)-[:BLOCKS]-(target) } THEN null
    WHEN tie IS NOT NULL THEN 2
    WHEN EXISTS {
      MATCH (connector)-[:CONNECTED_TO]-(next:Member)-[:CONNECTED_TO]-(target)
      WHERE next <> requester AND NOT EXISTS { (requester)-[:BLOCKS]-(next) }
    } THEN 3
  END AS hops,
  coalesce(connector.appears_as_connector, true) AND
    NOT coalesce(connector.introductions_paused, false) AND
    awaiting_count < coalesce(connector.introductions_cap, $default_cap) AS takes_introductions,
  coalesce(
    CASE startNode(tie)
      WHEN connector THEN tie.ask_first_by_smaller
      ELSE tie.ask_first_by_greater
    END,
    false
  ) AND
    NOT EXISTS {
      MATCH (requester)-[:WROTE]->(message:Message)-[:PART_OF]->(:Conversation {pair: $conversation_pair})
      WHERE message.created_at > $written_since AND message.deleted_at IS NULL
    } AS to_write_first,
  size(open_target_ids) AS open_count,
  $target_id IN open_target_ids AS asked_already
