CREATE TABLE service_account (
  client_id TEXT PRIMARY KEY,
  secret_hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE api_key (
  public_key TEXT PRIMARY KEY,
  ha1 TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- holder: the client id of a service account or the public key of an API key.
CREATE TABLE project_role (
  holder TEXT NOT NULL,
  group_id TEXT NOT NULL,
  role TEXT NOT NULL,
  PRIMARY KEY (holder, group_id, role)
) STRICT, WITHOUT ROWID;

-- expires_at: seconds since the epoch; the row is worth nothing after it.
CREATE TABLE revoked_token (
  token_id TEXT PRIMARY KEY,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX revoked_token_by_expiry ON revoked_token (expires_at);

-- body: the bucket as its newest resource version answers it.
CREATE TABLE export_bucket (
  group_id TEXT NOT NULL,
  id TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (group_id, id)
) STRICT, WITHOUT ROWID;
