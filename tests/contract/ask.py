"""How am I connected to X? Asked with the client that openapi-python-client made."""

import json
import sys

from client import AuthenticatedClient
from client.api.connections import get_relation
from client.api.introductions import list_introduction_paths
from client.api.messages import send_message
from client.models import IntroductionPaths, NewMessage, Problem, Relation

url, token, member_id = sys.argv[1:]
with AuthenticatedClient(base_url=url, token=token) as client:
    relation = get_relation.sync(member_id, client=client)
    found = list_introduction_paths.sync(member_id, client=client, limit=1)
    message = NewMessage(member_id=member_id, text="Hello")
    refused = send_message.sync(client=client, body=message)

assert isinstance(relation, Relation)
assert isinstance(found, IntroductionPaths)
assert isinstance(refused, Problem)
path = found.paths[0]
answer = {
    "degree": relation.degree,
    "mutual_count": relation.mutual_count,
    "connector_id": path.connector_id,
    "tiers": [hop.tier for hop in path.hops],
    "refused": refused.type_,
}
sys.stdout.write(json.dumps(answer))
