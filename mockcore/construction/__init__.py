"""The words of construction: trades, specifications, costs, drawings, and what people write about them."""

from mockcore.construction.provider import ConstructionProvider, Topic

__all__ = ["ConstructionProvider", "Topic"]
