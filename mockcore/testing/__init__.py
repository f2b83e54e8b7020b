"""What tests of an integration use: a running server in their hands, the pytest plugin, its reports.

Stands on top: it may import everything, and nothing imports it. Its names are public, and change only with a word in CHANGELOG.
"""
