ALTER TABLE export_bucket
  ADD COLUMN cloud_provider TEXT GENERATED ALWAYS AS (json_extract(body, '$.cloudProvider')) VIRTUAL;

-- Narrow, so that a page far from the first one skips ids without reading bodies.
CREATE INDEX export_bucket_order ON export_bucket (group_id, id);
CREATE INDEX export_bucket_order_by_provider ON export_bucket (group_id, cloud_provider, id);

-- A cluster whose backup schedule exports to the bucket by itself.
CREATE TABLE export_bucket_use (
  group_id TEXT NOT NULL,
  export_bucket_id TEXT NOT NULL,
  cluster_name TEXT NOT NULL,
  PRIMARY KEY (group_id, export_bucket_id, cluster_name)
) STRICT, WITHOUT ROWID;
