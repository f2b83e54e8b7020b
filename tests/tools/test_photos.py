"""Photos: recycled, retrieved, deleted for good."""

from tests.world import PROJECT, World

V1 = "/rest/v1.0"


def test_a_photo_is_recycled_retrieved_and_deleted_for_good(world: World) -> None:
    photo = world.ask("GET", f"{V1}/images?project_id={PROJECT}")[1][0]
    links = {name: url.partition("/rest")[2] for name, url in photo["links"].items()}
    one = f"{V1}/images/{photo['id']}?project_id={PROJECT}"
    bin_of = f"{V1}/images?project_id={PROJECT}&filters[include_deleted]=only"
    assert world.ask("PATCH", "/rest" + links["retrieve"])[0] == 200
    assert world.ask("DELETE", "/rest" + links["delete"])[0] == 200
    assert world.ask("DELETE", one)[0] == 404
    assert [part["id"] for part in world.ask("GET", bin_of)[1]] == [photo["id"]]
    assert world.ask("PATCH", "/rest" + links["retrieve"])[1]["id"] == photo["id"]
    assert world.ask("GET", one)[0] == 200
    assert world.ask("DELETE", one)[0] == 200
    assert world.ask("DELETE", "/rest" + links["permanentlyDelete"])[0] == 200
    assert world.ask("GET", bin_of)[1] == []
    assert world.ask("PATCH", "/rest" + links["retrieve"])[0] == 404
