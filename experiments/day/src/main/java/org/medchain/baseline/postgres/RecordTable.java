package org.medchain.baseline.postgres;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.RecordVersion;
import org.medchain.data.Bytes;

/**
 * Records in a database as its roles reach them: the application writes, the portal reads what row
 * level security lets its reader see, the auditor sees histories. Each statement names its record
 * and person in the audit log, whose lines therefore need no parameters, which are the content.
 */
final class RecordTable implements AutoCloseable {
  private static final String NAMED =
      "SELECT set_config('application_name', ?, true), set_config('app.reader', ?, true); ";

  private final ConnectionPool application;
  private final ConnectionPool portal;
  private final ConnectionPool auditor;

  RecordTable(PostgresServer server) {
    application = new ConnectionPool(server, "application");
    portal = new ConnectionPool(server, "portal");
    auditor = new ConnectionPool(server, "auditor");
  }

  void redirect(PostgresServer server) {
    application.redirect(server);
    portal.redirect(server);
    auditor.redirect(server);
  }

  void put(RecordEntry record) throws IOException {
    write(
        "INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?)",
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
    String sql = "UPDATE record SET content = ? WHERE id = ?";
    if (write(sql, id, "correction", content.toArray(), id) == 0) {
      throw new IOException("there is no record " + id);
    }
  }

  void grant(String id, String reader) throws IOException {
    write("INSERT INTO consent VALUES (?, ?) ON CONFLICT DO NOTHING", id, reader, id, reader);
  }

  void revoke(String id, String reader) throws IOException {
    write("DELETE FROM consent WHERE record = ? AND reader = ?", id, reader, id, reader);
  }

  /** Both statements are one transaction and one round trip. */
  private int write(String sql, String id, String person, Object... values) throws IOException {
    return application.call(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(NAMED + sql)) {
            set(statement, id, person, values);
            statement.execute();
            statement.getMoreResults();
            return statement.getUpdateCount();
          }
        });
  }

  private static void set(PreparedStatement statement, String id, String person, Object... values)
      throws SQLException {
    statement.setString(1, id + " " + person);
    statement.setString(2, person);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 3, values[i]);
    }
  }

  Optional<Bytes> read(String id, String reader) throws IOException {
    return entry(portal, id, reader).map(RecordEntry::content);
  }

  /** All of a record, as the auditor sees it or a reader. */
  Optional<RecordEntry> entry(String id, String reader) throws IOException {
    return entry(portal, id, reader);
  }

  Optional<RecordEntry> entry(String id) throws IOException {
    return entry(auditor, id, "auditor");
  }

  private static Optional<RecordEntry> entry(ConnectionPool pool, String id, String person)
      throws IOException {
    String sql =
        "SELECT patient, author, type, description, visit_ms, content FROM record WHERE id = ?";
    return pool.call(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(NAMED + sql)) {
            set(statement, id, person, id);
            statement.execute();
            statement.getMoreResults();
            try (ResultSet row = statement.getResultSet()) {
              return row.next() ? Optional.of(entry(id, row)) : Optional.empty();
            }
          }
        });
  }

  private static RecordEntry entry(String id, ResultSet row) throws SQLException {
    return new RecordEntry(
        id,
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getLong(5),
        Bytes.of(row.getBytes(6)));
  }

  /** Of all records. */
  List<String> ids() throws IOException {
    return auditor.call(
        connection -> {
          try (PreparedStatement statement =
                  connection.prepareStatement("SELECT id FROM record ORDER BY id");
              ResultSet row = statement.executeQuery()) {
            List<String> ids = new ArrayList<>();
            while (row.next()) {
              ids.add(row.getString(1));
            }
            return ids;
          }
        });
  }

  List<RecordVersion> history(String id) throws IOException {
    String part = "SELECT system_time_start, content FROM ";
    String sql =
        part + "record_history WHERE id = ? UNION ALL " + part + "record WHERE id = ? ORDER BY 1";
    return auditor.call(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(NAMED + sql)) {
            set(statement, id, "history", id, id);
            statement.execute();
            statement.getMoreResults();
            List<RecordVersion> versions = new ArrayList<>();
            try (ResultSet row = statement.getResultSet()) {
              while (row.next()) {
                versions.add(
                    new RecordVersion(row.getTimestamp(1).getTime(), Bytes.of(row.getBytes(2))));
              }
            }
            return versions;
          }
        });
  }

  @Override
  public void close() {
    application.close();
    portal.close();
    auditor.close();
  }
}
