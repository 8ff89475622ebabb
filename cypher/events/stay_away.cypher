// name: events.stay_away
// access: write
// rows: none
// param event_id: string
// param member_id: string
//
// Notes that a member attends an event no more, after `lock`.
MATCH (:Member {id: $member_id})-[attends:ATTENDS]->(:Event {id: $event_id})
DELETE attends
