"""Layers and groups of markup that a document, or a revision of it, has. Source: reference; the choice is assumed."""

from mockcore.request.context import Context
from mockcore.request.declare import action
from mockcore.store.records import Stored

CONTEXTS, LAYERS, GROUPS = "contexts", "layers", "groups"


def _all(context: Context, kind: str) -> list[Stored]:
    return context.every(context.seen(kind))


def _layers(context: Context) -> list[Stored]:
    path = context.inputs.path
    place = {name: str(path[name]) for name in ("context_type", "context_type_id")}
    contexts = [record for record in _all(context, CONTEXTS) if place == {name: str(record.body.get(name)) for name in place}]
    numbers = {str(record.id) for record in contexts}
    return [layer for layer in _all(context, LAYERS) if str(layer.body.get("context_id")) in numbers]


@action("GET accessible_layers/{}/{context_type_id}")
def layers(context: Context) -> list[Stored]:
    """The layers of the contexts that are of the document."""
    return _layers(context)


@action("GET accessible_groups/{}/{context_type_id}")
def groups(context: Context) -> list[Stored]:
    """The groups of those layers, or of the one that is asked for."""
    layer_id = context.inputs.query.get("layer_id")
    numbers = {str(layer.id) for layer in _layers(context)}
    layers = numbers if layer_id is None else numbers & {str(layer_id)}
    return [group for group in _all(context, GROUPS) if str(group.body.get("layer_id")) in layers]
