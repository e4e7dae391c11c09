package org.medchain.baseline.postgres;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Open connections of one role: as many as there are threads at the same time. */
final class ConnectionPool implements AutoCloseable {
  /** Before a statement: names the record and the person in the audit log. */
  static final String NAMED =
      "SELECT set_config('application_name', ?, true), set_config('app.reader', ?, true); ";

  private final String role;
  private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
  private volatile PostgresServer server;

  /** What is wanted of a row. */
  @FunctionalInterface
  interface RowReader<T> {
    T of(ResultSet row) throws SQLException;
  }

  ConnectionPool(PostgresServer server, String role) {
    this.server = server;
    this.role = role;
  }

  /** What follows goes to this server. */
  void redirect(PostgresServer to) {
    server = to;
    close();
  }

  /** The rows of a statement; with its name before it, both are one transaction and round trip. */
  <T> List<T> query(String sql, RowReader<T> reader, Object... values) throws IOException {
    Connection connection = idle.poll();
    try {
      connection = connection == null ? server.connect(role) : connection;
      List<T> found = query(connection, sql, reader, values);
      idle.push(connection);
      return found;
    } catch (SQLException e) {
      closeQuietly(connection);
      throw new IOException(e.getMessage(), e);
    }
  }

  static <T> List<T> query(Connection connection, String sql, RowReader<T> reader, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.execute();
      if (sql.startsWith(NAMED)) {
        statement.getMoreResults();
      }
      List<T> found = new ArrayList<>();
      try (ResultSet row = statement.getResultSet()) {
        while (row != null && row.next()) {
          found.add(reader.of(row));
        }
      }
      return found;
    }
  }

  private static void closeQuietly(Connection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      return; // It is gone, which is all that was wanted.
    }
  }

  /** Ends those that are idle. */
  @Override
  public void close() {
    for (Connection each = idle.poll(); each != null; each = idle.poll()) {
      closeQuietly(each);
    }
  }
}
