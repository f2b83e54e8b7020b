"""Who may call: apps, their credentials, grants, codes and tokens, and the levels that people and apps have.

Refusals of its endpoints are ``OAuthError``, in the words of RFC 6749; it reads and writes records, and knows nothing of HTTP.
"""
