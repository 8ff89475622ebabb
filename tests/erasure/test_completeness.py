"""Of who is erased nothing is left in the graph, whatever they had a part in."""

import httpx
import pytest
from tests.conftest import NOW, as_member
from tests.erasure.scene import ADA, MARK, MODEL, NOT_A_MEMBERS, everything, texts, write_scene

from mutuals.graph.driver import Server

NOBODYS_TEXTS = {
    # Made up for them, and they outlive their authors.
    ("Conversation", "id"),
    ("Conversation", "kind"),
    ("Message", "id"),
    ("Message", "conversation_id"),
    # Hashes under a secret.
    ("IdempotencyKey", "id"),
    ("IdempotencyKey", "fingerprint"),
    # One of the words that there are.
    ("MEMBER_OF", "role"),
}


@pytest.fixture
def scene(api: httpx.Client, server: Server) -> httpx.Client:
    write_scene(server, NOW)
    return api


@pytest.mark.usefixtures("scene")
def test_in_the_scene_she_has_a_part_in_everything_that_the_model_names(server: Server) -> None:
    """Who adds a label, a type or a text adds it to the scene."""
    marked = {
        (kind, name)
        for kind, properties in everything(server)
        for name, value in properties.items()
        if MARK in str(value)
    }
    there = {kind for kind, _properties in everything(server)}
    assert {*MODEL["nodes"], *MODEL["relationships"]} - NOT_A_MEMBERS - there == set()
    assert texts() - marked == NOBODYS_TEXTS


def test_nothing_names_who_was_erased(
    scene: httpx.Client, as_service: dict[str, str], server: Server
) -> None:
    assert scene.delete(f"/v1/members/{ADA}", headers=as_service).status_code == 204
    left = [found for found in everything(server) if MARK in str(found)]
    assert left == []


def test_others_keep_their_words_and_read_that_the_author_was_deleted(
    scene: httpx.Client, as_service: dict[str, str], server: Server
) -> None:
    assert scene.delete(f"/v1/members/{ADA}", headers=as_service).status_code == 204
    page = scene.get("/v1/conversations/talk/messages", headers=as_member("ben")).json()
    assert [(item["sender_name"], item["text"]) for item in page["items"]] == [
        ("Ben", "Good day"),
        ("deleted member", None),
    ]
    kept = {properties.get("id") for _kind, properties in everything(server)}
    assert {"other", "reply", "club", "acme", "another", "ben", "cid"} <= kept
