CREATE TABLE blobs (
	"key" VARCHAR NOT NULL,
	company_id BIGINT,
	filename VARCHAR NOT NULL,
	content_type VARCHAR NOT NULL,
	data BLOB NOT NULL,
	PRIMARY KEY ("key")
);

CREATE TABLE changes (
	id INTEGER NOT NULL,
	record_id BIGINT NOT NULL,
	kind VARCHAR NOT NULL,
	company_id BIGINT,
	project_id BIGINT,
	user_id BIGINT,
	event VARCHAR NOT NULL,
	at VARCHAR NOT NULL,
	body TEXT NOT NULL,
	PRIMARY KEY (id)
);

CREATE INDEX changes_record ON changes (record_id, id);

CREATE TABLE codes (
	code VARCHAR NOT NULL,
	client_id VARCHAR NOT NULL,
	user_id BIGINT,
	redirect_uri VARCHAR NOT NULL,
	challenge VARCHAR NOT NULL,
	challenge_method VARCHAR NOT NULL,
	expires_at INTEGER NOT NULL,
	used BOOLEAN NOT NULL,
	PRIMARY KEY (code)
);

CREATE TABLE departures (
	root_id BIGINT NOT NULL,
	record_id BIGINT NOT NULL,
	PRIMARY KEY (root_id, record_id)
)
 WITHOUT ROWID;

CREATE TABLE facts (
	name VARCHAR NOT NULL,
	value VARCHAR NOT NULL,
	PRIMARY KEY (name)
);

CREATE TABLE kept_answers (
	"key" VARCHAR NOT NULL,
	company_id BIGINT,
	asked VARCHAR NOT NULL,
	at INTEGER NOT NULL,
	status INTEGER NOT NULL,
	body BLOB NOT NULL,
	media_type VARCHAR,
	headers VARCHAR NOT NULL,
	PRIMARY KEY ("key")
);

CREATE INDEX ix_kept_answers_at ON kept_answers (at);

CREATE TABLE links (
	target_id BIGINT NOT NULL,
	record_id BIGINT NOT NULL,
	PRIMARY KEY (target_id, record_id)
)
 WITHOUT ROWID;

CREATE TABLE members (
	kind VARCHAR NOT NULL,
	project_id BIGINT NOT NULL,
	record_id BIGINT NOT NULL,
	PRIMARY KEY (kind, project_id, record_id)
)
 WITHOUT ROWID;

CREATE INDEX members_record ON members (record_id);

CREATE TABLE records (
	id BIGINT NOT NULL,
	kind VARCHAR NOT NULL,
	company_id BIGINT,
	project_id BIGINT,
	parent_id BIGINT,
	"key" VARCHAR,
	origin_id VARCHAR,
	status VARCHAR,
	version INTEGER NOT NULL,
	created_at VARCHAR NOT NULL,
	updated_at VARCHAR NOT NULL,
	deleted_at VARCHAR,
	creator_id BIGINT,
	body TEXT NOT NULL,
	PRIMARY KEY (id)
);

CREATE INDEX records_company ON records (kind, company_id, deleted_at, id);

CREATE INDEX records_deleted ON records (id) WHERE deleted_at IS NOT NULL;

CREATE INDEX records_key ON records (kind, "key") WHERE key IS NOT NULL;


CREATE INDEX records_origin ON records (kind, company_id, origin_id) WHERE origin_id IS NOT NULL;

CREATE INDEX records_parent ON records (parent_id, kind, deleted_at, id) WHERE parent_id IS NOT NULL;

CREATE INDEX records_scope ON records (kind, company_id, project_id, deleted_at, id);

CREATE TABLE refresh_tokens (
	token VARCHAR NOT NULL,
	client_id VARCHAR NOT NULL,
	user_id BIGINT,
	pair VARCHAR NOT NULL,
	code VARCHAR NOT NULL,
	PRIMARY KEY (token)
);

CREATE INDEX refresh_tokens_code ON refresh_tokens (code);

CREATE INDEX refresh_tokens_pair ON refresh_tokens (pair);

CREATE TABLE revocations (
	id INTEGER NOT NULL,
	pair VARCHAR NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (pair)
);

CREATE TABLE sequences (
	name VARCHAR NOT NULL,
	value BIGINT NOT NULL,
	PRIMARY KEY (name)
)
 WITHOUT ROWID;

CREATE TABLE totals (
	kind VARCHAR NOT NULL,
	company_id BIGINT NOT NULL,
	project_id BIGINT NOT NULL,
	parent_id BIGINT NOT NULL,
	live INTEGER NOT NULL,
	deleted INTEGER NOT NULL,
	PRIMARY KEY (kind, company_id, project_id, parent_id)
)
 WITHOUT ROWID;
