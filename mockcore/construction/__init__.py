"""The words of construction: trades, specifications, costs, drawings, and what people write about them.

Tables and a Faker provider over them, for ``fake`` alone to use; knows no record, no request and no clock.
"""

from mockcore.construction.provider import ConstructionProvider
from mockcore.construction.vocabulary import Topic

__all__ = ["ConstructionProvider", "Topic"]
