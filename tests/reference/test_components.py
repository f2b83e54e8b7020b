from mockcore.reference.components import Components

DOCUMENT = {
    "components": {
        "schemas": {"Widget": {"type": "object", "properties": {"id": {"type": "integer"}}}},
        "responses": {"One": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Widget"}}}}},
    }
}
WIDGET = DOCUMENT["components"]["schemas"]["Widget"]


def test_a_reference_is_replaced_by_what_it_names() -> None:
    components = Components(DOCUMENT)
    assert components.schema({"$ref": "#/components/schemas/Widget"}) == WIDGET
    assert components.definition({"$ref": "#/components/responses/One"}) == DOCUMENT["components"]["responses"]["One"]


def test_success_is_the_first_answer_that_is_no_failure() -> None:
    responses = {"404": {}, "201": {"$ref": "#/components/responses/One"}}
    assert Components(DOCUMENT).success({"responses": responses}) == (201, "application/json", WIDGET)


def test_an_answer_without_content_has_no_schema() -> None:
    assert Components(DOCUMENT).success({"responses": {"204": {"description": "gone"}}}) == (204, "", None)
