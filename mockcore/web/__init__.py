"""The web application: the only part of mockcore that knows FastAPI and Starlette."""
