"""What tests of an integration use: a running server in their hands, the pytest plugin, its reports."""
