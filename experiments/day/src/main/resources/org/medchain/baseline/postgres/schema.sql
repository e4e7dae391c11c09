CREATE EXTENSION pgaudit;
CREATE EXTENSION periods CASCADE;
CREATE EXTENSION amcheck;
CREATE ROLE application LOGIN PASSWORD '${secret}';
CREATE ROLE portal LOGIN PASSWORD '${secret}';
CREATE ROLE auditor LOGIN PASSWORD '${secret}';
CREATE ROLE replicator LOGIN REPLICATION PASSWORD '${secret}';
CREATE ROLE audited;
CREATE ROLE hospital;

CREATE TABLE record (
  id text PRIMARY KEY,
  patient text NOT NULL,
  author text NOT NULL,
  type text NOT NULL,
  description text NOT NULL,
  visit_ms bigint NOT NULL,
  content bytea NOT NULL);
ALTER TABLE record ALTER content SET STORAGE EXTERNAL;
CREATE TABLE consent (
  record text NOT NULL REFERENCES record,
  reader text NOT NULL,
  PRIMARY KEY (record, reader));
SELECT periods.add_system_time_period('record');
SELECT periods.add_system_versioning('record');
SELECT periods.add_system_time_period('consent');
SELECT periods.add_system_versioning('consent');
ALTER TABLE record_history ALTER content SET STORAGE EXTERNAL;
CREATE INDEX ON record_history (id);
GRANT SELECT, INSERT, UPDATE ON record TO application;
GRANT SELECT, INSERT, DELETE ON consent TO application;
GRANT SELECT ON record, consent TO portal, auditor;
GRANT SELECT, INSERT, UPDATE, DELETE ON record, consent TO audited;

-- Who is not the application reads what its reader wrote, is about or may read; nobody else reads histories.
ALTER TABLE record ENABLE ROW LEVEL SECURITY;
CREATE POLICY writing ON record TO application USING (true) WITH CHECK (true);
CREATE POLICY reviewing ON record FOR SELECT TO auditor USING (true);
CREATE POLICY reading ON record FOR SELECT TO portal USING (
  current_setting('app.reader', true) IN (author, patient)
  OR EXISTS (SELECT FROM consent c WHERE c.record = id AND c.reader = current_setting('app.reader', true)));
ALTER TABLE record_history ENABLE ROW LEVEL SECURITY;
CREATE POLICY reviewing ON record_history FOR SELECT TO auditor USING (true);

-- The federation's index: a hospital adds to it, under its own name, and changes nothing.
CREATE TABLE record_index (
  id text NOT NULL,
  version int NOT NULL,
  keeper text NOT NULL DEFAULT session_user,
  digest bytea NOT NULL,
  noted timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (id, version),
  EXCLUDE USING gist (id WITH =, keeper WITH <>));
GRANT SELECT, INSERT (id, version, digest) ON record_index TO hospital;
GRANT SELECT ON record_index TO portal;
GRANT SELECT, INSERT, UPDATE, DELETE ON record_index TO audited;
