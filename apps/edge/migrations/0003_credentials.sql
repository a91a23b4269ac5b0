-- Everything that is known of a credential in one row, because every request reads all of it.
-- proof: of a service account the SHA-256 of its secret, of an API key its HA1. grants, access_list: JSON arrays.
CREATE TABLE credential (
  kind TEXT NOT NULL CHECK (kind IN ('service account', 'api key')),
  id TEXT NOT NULL,
  proof TEXT NOT NULL,
  grants TEXT NOT NULL CHECK (json_valid(grants)),
  access_list TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(access_list)),
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE VIEW holder_grants AS
SELECT holder, json_group_array(json_object('groupId', group_id, 'roles', json(roles))) AS grants
FROM (
  SELECT holder, group_id, json_group_array(role) AS roles FROM project_role GROUP BY holder, group_id
)
GROUP BY holder;

INSERT INTO credential (kind, id, proof, grants)
SELECT 'service account', client_id, secret_hash,
  coalesce((SELECT grants FROM holder_grants WHERE holder = client_id), '[]')
FROM service_account;

INSERT INTO credential (kind, id, proof, grants)
SELECT 'api key', public_key, ha1,
  coalesce((SELECT grants FROM holder_grants WHERE holder = public_key), '[]')
FROM api_key;

DROP VIEW holder_grants;
DROP TABLE service_account;
DROP TABLE api_key;
DROP TABLE project_role;

-- The token bucket of a caller: what it held at a time, in milliseconds since the epoch.
CREATE TABLE rate_limit (
  caller TEXT PRIMARY KEY,
  tokens REAL NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX rate_limit_by_time ON rate_limit (at);
