"""On PYTHONPATH, it makes a Python program find Procore's hosts at the address in PROCORE_AT, e.g. 127.0.0.1:8443.

It also adds the authority of SSL_CERT_FILE to those that a program brings itself and trusts whatever that variable says.
"""

import os
import socket
import ssl

HOST, PORT = os.environ["PROCORE_AT"].rsplit(":", 1)
AUTHORITY = os.environ["SSL_CERT_FILE"]
resolve = socket.getaddrinfo
trust = ssl.SSLContext.load_verify_locations


def getaddrinfo(host, port, *rest, **more):
    name = host.decode() if isinstance(host, bytes) else str(host)
    if name.endswith((".procore.com", ".procoregov.com")):
        host, port = HOST, int(PORT)
    return resolve(host, port, *rest, **more)


def load_verify_locations(context, *files, **more):
    trust(context, *files, **more)
    trust(context, AUTHORITY)


socket.getaddrinfo = getaddrinfo
ssl.SSLContext.load_verify_locations = load_verify_locations
