"""Simulated people who go on working as the clock goes: they answer what is open, and do daily work of their own.

Every act is an ordinary call to the engine, as a person of the project, at its moment; there is no other way to a record.
"""
