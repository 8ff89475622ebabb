"""A small social network in the files that the SNB data generator writes."""

from collections.abc import Callable
from pathlib import Path

import pytest

FILES = {
    "static/place_0_0.csv": "id|name|url|type\n1|Leeds|u|city\n2|United_Kingdom|u|country\n",
    "static/place_isPartOf_place_0_0.csv": "Place.id|Place.id\n1|2\n",
    "static/organisation_0_0.csv": (
        "id|type|name|url\n7|company|Acme_Works|u\n8|university|Leeds_University|u\n"
    ),
    "static/tag_0_0.csv": "id|name|url\n5|Graph_Theory|u\n6|Chess|u\n",
    "dynamic/person_0_0.csv": (
        "id|firstName|lastName|gender|birthday|creationDate|locationIP|browserUsed|language|email\n"
        "933|Ada|King|female|0|1262304000000|ip|Firefox|en;fr|ada@example.org;a@example.org\n"
        "1129|Bo|Hall|male|0|2010-01-02T00:00:00.000+0000|ip|Firefox|en|bo@example.org\n"
        "4194|Cy|Dean|male|0|1262476800000|ip|Firefox||\n"
        "9999|Dee|Dent|female|0|yesterday|ip|Firefox||\n"
    ),
    "dynamic/person_isLocatedIn_place_0_0.csv": "Person.id|Place.id\n933|1\n",
    "dynamic/person_hasInterest_tag_0_0.csv": "Person.id|Tag.id\n933|5\n1129|6\n933|404\n",
    "dynamic/person_workAt_organisation_0_0.csv": (
        "Person.id|Organisation.id|workFrom\n933|7|2005\n1129|7|2006\n"
    ),
    "dynamic/person_studyAt_organisation_0_0.csv": (
        "Person.id|Organisation.id|classYear\n933|8|2004\n"
    ),
    # 1129 < 933 as text, which is how ids are compared.
    "dynamic/person_knows_person_0_0.csv": (
        "Person.id|Person.id|creationDate\n933|1129|1265000000000\n1129|933|1266000000000\n"
        "1129|4194|1267000000000\n933|933|1267000000000\n933|12345|1267000000000\n"
    ),
    "dynamic/forum_0_0.csv": "id|title|creationDate\n50|Wall of Ada|1262304000000\n",
    "dynamic/forum_hasModerator_person_0_0.csv": "Forum.id|Person.id\n50|933\n",
    "dynamic/forum_hasMember_person_0_0.csv": (
        "Forum.id|Person.id|joinDate\n50|1129|1265000001000\n50|933|1265000002000\n"
    ),
    "dynamic/forum_containerOf_post_0_0.csv": "Forum.id|Post.id\n50|70\n50|71\n",
    "dynamic/post_0_0.csv": (
        "id|imageFile|creationDate|locationIP|browserUsed|language|content|length\n"
        '70||1270000000000|ip|Firefox|en|About "graphs"|14\n'
        "71|photo71.jpg|1270000001000|ip|Firefox||"
        "|0\n72||1270000001000|ip|Firefox|en|In no forum|11\n"
    ),
    "dynamic/post_hasCreator_person_0_0.csv": "Post.id|Person.id\n70|933\n71|933\n72|933\n",
    "dynamic/post_hasTag_tag_0_0.csv": "Post.id|Tag.id\n70|5\n",
    "dynamic/comment_0_0.csv": (
        "id|creationDate|locationIP|browserUsed|content|length\n"
        "80|1270100000000|ip|Firefox|Nice|4\n81|1277876000000|ip|Firefox|Thanks|6\n"
    ),
    "dynamic/comment_hasCreator_person_0_0.csv": "Comment.id|Person.id\n81|933\n80|1129\n",
    "dynamic/comment_replyOf_post_0_0.csv": "Comment.id|Post.id\n80|70\n",
    "dynamic/comment_replyOf_comment_0_0.csv": "Comment.id|Comment.id\n81|80\n",
    "dynamic/person_likes_post_0_0.csv": "Person.id|Post.id|creationDate\n1129|70|1270100000000\n",
    "dynamic/person_likes_comment_0_0.csv": (
        "Person.id|Comment.id|creationDate\n933|80|1270100000001\n"
    ),
}

WriteFiles = Callable[[str], Path]


@pytest.fixture
def write_files(tmp_path: Path) -> WriteFiles:
    """Writes the files into a folder of the data set's folder."""

    def write(inside: str) -> Path:
        for name, text in FILES.items():
            path = tmp_path / "data" / inside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return tmp_path / "data"

    return write
