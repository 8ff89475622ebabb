// Events are found by their words, with or without accents.
CREATE FULLTEXT INDEX event_search IF NOT EXISTS
FOR (event:Event)
ON EACH [event.title, event.description]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}}
