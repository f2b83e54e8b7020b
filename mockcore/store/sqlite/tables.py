"""The tables. SQLModel defines them; statements are built over what SQLAlchemy knows them by, at the end."""

from typing import Any

from sqlalchemy import BigInteger, Column, Index, LargeBinary, Table, Text, text
from sqlmodel import Field, SQLModel

# Kept in the order of their keys alone: one page less is written with every change. For SQLite only.
_BY_KEY = {"sqlite_with_rowid": False}


def _where_set(name: str) -> dict[str, Any]:
    there = text(f"{name} IS NOT NULL")
    return {"sqlite_where": there, "postgresql_where": there}


class Record(SQLModel, table=True):
    """One record of any resource. ``body`` is its JSON document; what lists filter and sort by stands in columns."""

    __tablename__ = "records"
    __table_args__ = (
        Index("records_scope", "kind", "company_id", "project_id", "deleted_at", "id"),
        Index("records_company", "kind", "company_id", "deleted_at", "id"),
        # Few records have these: an index over the rest would only slow the writes.
        Index("records_parent", "parent_id", "kind", "deleted_at", "id", **_where_set("parent_id")),
        Index("records_key", "kind", "key", **_where_set("key")),
        Index("records_origin", "kind", "company_id", "origin_id", **_where_set("origin_id")),
        Index("records_deleted", "id", **_where_set("deleted_at")),
    )

    id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    kind: str
    company_id: int | None = Field(default=None, sa_type=BigInteger)
    project_id: int | None = Field(default=None, sa_type=BigInteger)
    parent_id: int | None = Field(default=None, sa_type=BigInteger)
    key: str | None = None
    origin_id: str | None = None
    status: str | None = None
    version: int = 1
    created_at: str = ""
    updated_at: str = ""
    deleted_at: str | None = None
    creator_id: int | None = Field(default=None, sa_type=BigInteger)
    body: str = Field(default="{}", sa_column=Column(Text, nullable=False))


class Total(SQLModel, table=True):
    """How many records a list has, kept by the writer so that no request counts. -1 stands for any."""

    __tablename__ = "totals"
    __table_args__ = _BY_KEY

    kind: str = Field(primary_key=True)
    company_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    project_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    parent_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    live: int = 0
    deleted: int = 0


class Member(SQLModel, table=True):
    """A company record (a user, a vendor) that takes part in a project."""

    __tablename__ = "members"
    __table_args__ = (Index("members_record", "record_id"), _BY_KEY)

    kind: str = Field(primary_key=True)
    project_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    record_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))


class Link(SQLModel, table=True):
    """A record that refers to another by an attribute that a deletion follows: it goes with it, or keeps it.

    A target below zero stands for a number or code that is taken once, and leads to the record that has it.
    """

    __tablename__ = "links"
    __table_args__ = _BY_KEY

    target_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    record_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))


class Departure(SQLModel, table=True):
    """A record that was deleted with another, and comes back with it."""

    __tablename__ = "departures"
    __table_args__ = _BY_KEY

    root_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    record_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))


class Change(SQLModel, table=True):
    """What happened to a record after it was made; ``body`` maps a field to its old and new value."""

    __tablename__ = "changes"
    __table_args__ = (Index("changes_record", "record_id", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    record_id: int = Field(sa_type=BigInteger)
    kind: str
    company_id: int | None = Field(default=None, sa_type=BigInteger)
    project_id: int | None = Field(default=None, sa_type=BigInteger)
    user_id: int | None = Field(default=None, sa_type=BigInteger)
    event: str
    at: str
    body: str = Field(default="{}", sa_column=Column(Text, nullable=False))


class Sequence(SQLModel, table=True):
    """A counter: the last id given, or the last number within a scope."""

    __tablename__ = "sequences"
    __table_args__ = _BY_KEY

    name: str = Field(primary_key=True)
    value: int = Field(sa_type=BigInteger)


class Blob(SQLModel, table=True):
    """The bytes of an uploaded file."""

    __tablename__ = "blobs"

    key: str = Field(primary_key=True)
    company_id: int | None = Field(default=None, sa_type=BigInteger)
    filename: str
    content_type: str
    data: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class IdempotentReply(SQLModel, table=True):
    """The answer to a request that carried an idempotency token. ``key`` tells token and caller, ``asked`` body and query."""

    __tablename__ = "kept_answers"

    key: str = Field(primary_key=True)
    company_id: int | None = Field(default=None, sa_type=BigInteger)
    asked: str
    at: int = Field(index=True)
    status: int
    body: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    media_type: str | None = None
    headers: str


class Fact(SQLModel, table=True):
    """What the database knows of itself: schema version, seed."""

    __tablename__ = "facts"

    name: str = Field(primary_key=True)
    value: str


class Code(SQLModel, table=True):
    """An authorization code, kept after its use so that a second use is noticed. Times are Unix seconds."""

    __tablename__ = "codes"

    code: str = Field(primary_key=True)
    client_id: str
    user_id: int | None = Field(default=None, sa_type=BigInteger)
    redirect_uri: str
    challenge: str
    challenge_method: str
    expires_at: int
    used: bool = False


class RefreshToken(SQLModel, table=True):
    """A refresh token that nobody has used yet. ``pair`` is the ``jti`` of its access token, ``code`` what began them."""

    __tablename__ = "refresh_tokens"
    __table_args__ = (Index("refresh_tokens_pair", "pair"), Index("refresh_tokens_code", "code"))

    token: str = Field(primary_key=True)
    client_id: str
    user_id: int | None = Field(default=None, sa_type=BigInteger)
    pair: str
    code: str


class Revocation(SQLModel, table=True):
    """An access token, by its ``jti``, that is dead before its time."""

    __tablename__ = "revocations"

    id: int | None = Field(default=None, primary_key=True)
    pair: str = Field(unique=True)


_TABLES = SQLModel.metadata.tables
RECORDS: Table = _TABLES["records"]
TOTALS: Table = _TABLES["totals"]
MEMBERS: Table = _TABLES["members"]
LINKS: Table = _TABLES["links"]
DEPARTURES: Table = _TABLES["departures"]
CHANGES: Table = _TABLES["changes"]
SEQUENCES: Table = _TABLES["sequences"]
BLOBS: Table = _TABLES["blobs"]
IDEMPOTENT_REPLIES: Table = _TABLES["kept_answers"]
FACTS: Table = _TABLES["facts"]
CODES: Table = _TABLES["codes"]
REFRESH_TOKENS: Table = _TABLES["refresh_tokens"]
REVOCATIONS: Table = _TABLES["revocations"]
