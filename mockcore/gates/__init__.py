"""What every call passes before it is answered: token, company and project, permissions, quota, faults, announcements.

A gate reads the request and the records of access, and raises; it changes no record and knows no tool.
"""
