"""The operations that are asked without naming a company: who somebody is, and which companies there are.

Source: documented, Procore-Company-Id header.
"""

FREE = frozenset({"/rest/v1.0/me", "/rest/v1.0/companies", "/rest/v1.0/company_base_url"})
# What is left of them to an app on its own where the header is taken strictly. Source: documented, multiple zones tutorial.
FREE_FOR_APPS = FREE - {"/rest/v1.0/me", "/rest/v1.0/companies"}
