"""Webhooks: which hook is told of what (``outbox``), the sending (``sender``), and somebody who listens (``receiver``)."""
