from mockcore.testing.running import Running as Running, running as running

__version__: str
