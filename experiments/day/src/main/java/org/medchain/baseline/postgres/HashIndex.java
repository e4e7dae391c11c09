package org.medchain.baseline.postgres;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.medchain.baseline.AttackLog;
import org.medchain.baseline.RecordEntry;
import org.medchain.data.Bytes;
import org.medchain.experiments.config.Sha256;

/**
 * The federation's shared database: which hospital keeps a record, and the hash of each version. A
 * hospital adds to it under its own name and can change nothing; its operator can, and signs
 * extracts.
 */
final class HashIndex implements AutoCloseable {
  private final KeyPair operatorKey = SignedExport.newKey();
  private final PostgresServer server;
  private final List<ConnectionPool> hospitals;
  private final ConnectionPool readers;

  /** A line of the index; the first one's keeper is the record's. */
  record IndexEntry(String keeper, Bytes digest, long notedMs) {}

  static HashIndex start(PostgresTemplate template, Path folder, int hospitals)
      throws IOException, InterruptedException {
    PostgresServer server = PostgresServer.copyOf(template, folder);
    try {
      server.start();
      for (int i = 0; i < hospitals; i++) {
        String login = "LOGIN IN ROLE hospital PASSWORD '" + template.secret() + "'";
        server.administer("CREATE ROLE " + name(i) + " " + login);
      }
      return new HashIndex(server, hospitals);
    } catch (IOException | InterruptedException e) {
      server.close();
      throw e;
    }
  }

  private HashIndex(PostgresServer server, int hospitals) {
    this.server = server;
    this.hospitals =
        IntStream.range(0, hospitals).mapToObj(i -> new ConnectionPool(server, name(i))).toList();
    readers = new ConnectionPool(server, "portal");
  }

  static String name(int hospital) {
    return "hospital_" + hospital;
  }

  PostgresServer server() {
    return server;
  }

  /** Somebody who operates it. */
  Insider insider(AttackLog log) {
    return new Insider(server, log);
  }

  static Bytes digest(RecordEntry record) throws IOException {
    return Bytes.of(Sha256.digest().digest(SignedExport.fields(record)));
  }

  /** A hospital's statement that this is a record's next version. */
  void add(int hospital, RecordEntry record) throws IOException {
    Bytes digest = digest(record);
    String sql =
        "INSERT INTO record_index (id, version, digest)"
            + " SELECT ?, coalesce(max(version), 0) + 1, ? FROM record_index WHERE id = ?";
    hospitals
        .get(hospital)
        .call(
            connection -> {
              try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, record.id());
                statement.setBytes(2, digest.toArray());
                statement.setString(3, record.id());
                return statement.executeUpdate();
              }
            });
  }

  /** All versions, the oldest first. */
  List<IndexEntry> entries(String id) throws IOException {
    String sql = "SELECT keeper, digest, noted FROM record_index WHERE id = ? ORDER BY version";
    return readers.call(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, id);
            List<IndexEntry> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                Bytes digest = Bytes.of(row.getBytes(2));
                found.add(new IndexEntry(row.getString(1), digest, row.getTimestamp(3).getTime()));
              }
            }
            return found;
          }
        });
  }

  /** What it has about a record, signed by its operator. */
  Bytes extract(String id) throws IOException {
    byte[] statement = statement(id, entries(id));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(statement);
    bytes.write(SignedExport.sign(statement, operatorKey).toArray());
    return Bytes.of(bytes.toByteArray());
  }

  private static byte[] statement(String id, List<IndexEntry> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(id);
    out.writeInt(entries.size());
    for (IndexEntry each : entries) {
      out.writeUTF(each.keeper());
      out.write(each.digest().toArray());
      out.writeLong(each.notedMs());
    }
    return bytes.toByteArray();
  }

  /** The entries of an extract; none if its operator did not sign it for this record. */
  List<IndexEntry> signed(String id, Bytes extract) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(extract.toArray()));
    boolean same = in.readUTF().equals(id);
    List<IndexEntry> entries = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      String keeper = in.readUTF();
      Bytes digest = Bytes.of(in.readNBytes(Sha256.digest().getDigestLength()));
      entries.add(new IndexEntry(keeper, digest, in.readLong()));
    }
    Bytes signature = Bytes.of(in.readAllBytes());
    boolean accepted =
        SignedExport.accepts(statement(id, entries), signature, operatorKey.getPublic());
    return same && accepted ? entries : List.of();
  }

  @Override
  public void close() throws IOException {
    hospitals.forEach(ConnectionPool::close);
    readers.close();
    server.close();
  }
}
