"""Webhooks: which hook is told of what (``outbox``), the sending (``sender``), and somebody who listens (``receiver``).

Records say what happened; nothing here changes them. ``outbound_client`` is the only way from the server to the network.
"""
