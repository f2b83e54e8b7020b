"""The web application: the API's protocol, OAuth's pages, the control API and the documentation.

The only part of mockcore that knows FastAPI and Starlette; it turns HTTP into calls, and decides nothing about records.
"""
