from mockcore.live import Running as Running, running as running

__version__: str
