package org.medchain.baseline.postgres;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Which records a database has, for an auditor who compares it with something else. */
public final class RecordCensus {
  private RecordCensus() {}

  /** All ids, in order. */
  public static List<String> ids(HospitalSystem system) throws IOException {
    try (Connection connection = system.server().connect("auditor");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT id FROM record ORDER BY id")) {
      List<String> ids = new ArrayList<>();
      while (row.next()) {
        ids.add(row.getString(1));
      }
      return ids;
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
