package org.medchain.baseline.postgres;

import static org.medchain.baseline.postgres.PostgresServer.NAMED;
import static org.medchain.baseline.postgres.PostgresServer.SQL;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.medchain.baseline.AttackLog;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.RecordVersion;
import org.medchain.baseline.SystemKind;
import org.medchain.baseline.ThirdPartyProof;
import org.medchain.baseline.postgres.PostgresServer.RowReader;
import org.medchain.data.Bytes;
import org.medchain.data.KeyPair;

/**
 * One hospital's database: roles and row level security, pgaudit, system versioning, checksums, log
 * segments archived on another disk, and a nightly backup there (BASE-1). Its operator, who is also
 * the administrator, signs what it gives to third parties. Each statement names its record and
 * person in the audit log, whose lines therefore need no parameters, which are the content.
 */
public class HospitalSystem extends DatabaseSystem {
  private static final RowReader<RecordEntry> ENTRY =
      row ->
          new RecordEntry(
              row.getString(1),
              row.getString(2),
              row.getString(3),
              row.getString(4),
              row.getString(5),
              row.getLong(6),
              Bytes.of(row.getBytes(7)));

  private final KeyPair operatorKey = SignedExport.newKey();

  /** The one that serves. */
  volatile PostgresServer server;

  /**
   * Starts one.
   *
   * @param folder of its own; empty, or to be made
   */
  public static HospitalSystem start(PostgresTemplate template, Path folder)
      throws IOException, InterruptedException {
    HospitalSystem made = new HospitalSystem(PostgresServer.copyOf(template, folder));
    return opened(made, made.server::start);
  }

  HospitalSystem(PostgresServer server) {
    this.server = server;
  }

  @Override
  public SystemKind kind() {
    return SystemKind.HOSPITAL;
  }

  /** The one that serves. */
  public final PostgresServer server() {
    return server;
  }

  @Override
  public List<PostgresServer> servers() {
    return List.of(server);
  }

  private <T> List<T> rows(
      String role, String statement, RowReader<T> reader, Function<String, Object> values)
      throws IOException {
    return server.query(role, NAMED + SQL.get(statement), reader, values);
  }

  private static Function<String, Object> values(String id, String reader) {
    return name -> name.equals("id") ? id : reader;
  }

  @Override
  public void put(RecordEntry record) throws IOException {
    var unused = rows("application", "put", row -> true, name -> AttackScene.field(record, name));
  }

  @Override
  public void correct(String id, Bytes content) throws IOException {
    Map<String, Object> values =
        Map.of("id", id, "reader", "correction", "content", content.toArray());
    if (rows("application", "correct", row -> true, values::get).isEmpty()) {
      throw new IOException("there is no record " + id);
    }
  }

  @Override
  public void grant(String id, String reader) throws IOException {
    var unused = rows("application", "grant", row -> true, values(id, reader));
  }

  @Override
  public void revoke(String id, String reader) throws IOException {
    var unused = rows("application", "revoke", row -> true, values(id, reader));
  }

  /** All of a record, as a reader sees it by the portal, or the auditor. */
  final Optional<RecordEntry> entry(String role, String id, String reader) throws IOException {
    return rows(role, "entry", ENTRY, values(id, reader)).stream().findFirst();
  }

  @Override
  public Optional<Bytes> read(String id, String reader) throws IOException {
    return entry("portal", id, reader).map(RecordEntry::content);
  }

  @Override
  public List<RecordVersion> history(String id) throws IOException {
    return rows(
        "auditor",
        "history",
        row -> new RecordVersion(row.getTimestamp(1).getTime(), Bytes.of(row.getBytes(2))),
        values(id, "history"));
  }

  /** Of all records, in order, for an auditor who compares them with something else. */
  public final List<String> ids() throws IOException {
    return server.query("auditor", SQL.get("ids"), row -> row.getString(1), name -> name);
  }

  /** As the auditor sees it, who sees all. */
  final RecordEntry entry(String id) throws IOException {
    return entry("auditor", id, "auditor")
        .orElseThrow(() -> new IOException("there is no record " + id));
  }

  /** The record and its history, signed by the operator. */
  @Override
  public ThirdPartyProof prove(String id) throws IOException {
    return SignedExport.of(entry(id), history(id), operatorKey);
  }

  @Override
  public boolean verify(ThirdPartyProof proof) {
    return SignedExport.accepts(proof, operatorKey.publicKey());
  }

  /** What the operator can sign, if it lies. */
  final ThirdPartyProof forge(RecordEntry shown) {
    RecordVersion only = new RecordVersion(shown.timestampMs(), shown.content());
    return SignedExport.of(shown, List.of(only), operatorKey);
  }

  @Override
  protected AttackScene scene(List<RecordEntry> records, AttackLog log) throws IOException {
    return new HospitalScene(this, this, records, records, log);
  }
}
