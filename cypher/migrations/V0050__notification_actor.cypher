// The notifications about a member are found when the member is deleted.
CREATE INDEX notification_actor IF NOT EXISTS
FOR (notification:Notification) ON (notification.actor_id)
