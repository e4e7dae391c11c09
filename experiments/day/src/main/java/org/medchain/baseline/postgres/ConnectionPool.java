package org.medchain.baseline.postgres;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Open connections of one role: as many as there are threads at the same time. */
final class ConnectionPool implements AutoCloseable {
  private final String role;
  private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
  private volatile PostgresServer server;

  /** What is done with a connection. */
  @FunctionalInterface
  interface SqlWork<T> {
    T on(Connection connection) throws SQLException;
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

  <T> T call(SqlWork<T> work) throws IOException {
    Connection connection = idle.poll();
    try {
      if (connection == null) {
        connection = server.connect(role);
      }
      T result = work.on(connection);
      idle.push(connection);
      return result;
    } catch (SQLException e) {
      closeQuietly(connection);
      throw new IOException(e.getMessage(), e);
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
