-- The roles, clusters and simulation of a project, and the snapshots, export jobs and schedule of a cluster.
-- cluster_name: empty for the resources of a project. body: JSON. locked_until: milliseconds since the epoch.
CREATE TABLE resource (
  group_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  cluster_name TEXT NOT NULL,
  id TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  lock_name TEXT,
  locked_until REAL,
  PRIMARY KEY (group_id, kind, cluster_name, id)
) STRICT, WITHOUT ROWID;

ALTER TABLE export_bucket
  ADD COLUMN role_id TEXT
  GENERATED ALWAYS AS (coalesce(json_extract(body, '$.iamRoleId'), json_extract(body, '$.roleId'))) VIRTUAL;

CREATE INDEX export_bucket_by_role ON export_bucket (group_id, role_id, id);
