// name: events.update
// access: write
// rows: none
// param event_id: string
// param properties: map
// param now: datetime
//
// Sets an event's own properties, after `lock`; null removes one.
MATCH (event:Event {id: $event_id})
SET event += $properties
SET event.changed_at = $now, event.sequence = event.sequence + 1
