package org.medchain.baseline.postgres;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.RecordVersion;
import org.medchain.data.Bytes;

/**
 * Records in a database as its roles reach them: the application writes, the portal reads what row
 * level security lets its reader see, the auditor sees histories. Each statement names its record
 * and person in the audit log, whose lines therefore need no parameters, which are the content.
 */
final class RecordTable implements AutoCloseable {
  private static final String ENTRY =
      "SELECT id, patient, author, type, description, visit_ms, content FROM record WHERE id = ?";
  private static final String HISTORY =
      "SELECT system_time_start, content FROM record_history WHERE id = ? UNION ALL"
          + " SELECT system_time_start, content FROM record WHERE id = ? ORDER BY 1";

  private final ConnectionPool application;
  private final ConnectionPool portal;
  private final ConnectionPool auditor;

  RecordTable(PostgresServer server) {
    application = new ConnectionPool(server, "application");
    portal = new ConnectionPool(server, "portal");
    auditor = new ConnectionPool(server, "auditor");
  }

  void redirect(PostgresServer server) {
    List.of(application, portal, auditor).forEach(each -> each.redirect(server));
  }

  void put(RecordEntry record) throws IOException {
    String sql = "INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?)";
    write(
        sql,
        record.id(),
        record.author(),
        record.id(),
        record.patient(),
        record.author(),
        record.type(),
        record.description(),
        record.timestampMs(),
        record.content().toArray());
  }

  void correct(String id, Bytes content) throws IOException {
    String sql = "UPDATE record SET content = ? WHERE id = ? RETURNING id";
    if (write(sql, id, "correction", content.toArray(), id).isEmpty()) {
      throw new IOException("there is no record " + id);
    }
  }

  void grant(String id, String reader) throws IOException {
    write("INSERT INTO consent VALUES (?, ?) ON CONFLICT DO NOTHING", id, reader, id, reader);
  }

  void revoke(String id, String reader) throws IOException {
    write("DELETE FROM consent WHERE record = ? AND reader = ?", id, reader, id, reader);
  }

  private List<String> write(String sql, String id, String person, Object... values)
      throws IOException {
    return application.query(
        ConnectionPool.NAMED + sql, row -> row.getString(1), named(id, person, values));
  }

  private static Object[] named(String id, String person, Object... values) {
    return Stream.concat(Stream.of(id + " " + person, person), Stream.of(values)).toArray();
  }

  /** All of a record, as a reader sees it. */
  Optional<RecordEntry> entry(String id, String reader) throws IOException {
    return portal
        .query(ConnectionPool.NAMED + ENTRY, RecordTable::entry, named(id, reader, id))
        .stream()
        .findFirst();
  }

  /** As the auditor sees it. */
  Optional<RecordEntry> entry(String id) throws IOException {
    return auditor
        .query(ConnectionPool.NAMED + ENTRY, RecordTable::entry, named(id, "auditor", id))
        .stream()
        .findFirst();
  }

  private static RecordEntry entry(ResultSet row) throws SQLException {
    return new RecordEntry(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getLong(6),
        Bytes.of(row.getBytes(7)));
  }

  /** Of all records. */
  List<String> ids() throws IOException {
    return auditor.query("SELECT id FROM record ORDER BY id", row -> row.getString(1));
  }

  List<RecordVersion> history(String id) throws IOException {
    return auditor.query(
        ConnectionPool.NAMED + HISTORY,
        row -> new RecordVersion(row.getTimestamp(1).getTime(), Bytes.of(row.getBytes(2))),
        named(id, "history", id, id));
  }

  @Override
  public void close() {
    List.of(application, portal, auditor).forEach(ConnectionPool::close);
  }
}
