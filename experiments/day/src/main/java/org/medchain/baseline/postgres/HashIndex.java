package org.medchain.baseline.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.stream.IntStream;
import org.medchain.baseline.AttackLog;
import org.medchain.baseline.RecordEntry;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.experiments.config.Sha256;

/**
 * The federation's shared database: which hospital keeps a record, and the hash of each version. A
 * hospital adds to it under its own name and can change nothing; its operator can, and signs
 * extracts.
 */
final class HashIndex implements AutoCloseable {
  /** At least. */
  private static final int ENTRY_BYTES = 10;

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

  /** Its operator's means. */
  Insider insider(AttackLog log) {
    return new Insider(server, log);
  }

  static Bytes digest(RecordEntry record) {
    return Bytes.of(Sha256.digest().digest(SignedExport.fields(record).toArray()));
  }

  /** A hospital's statement that this is a record's next version. */
  void add(int hospital, RecordEntry record) throws IOException {
    String sql =
        "INSERT INTO record_index (id, version, digest)"
            + " SELECT ?, coalesce(max(version), 0) + 1, ? FROM record_index WHERE id = ?";
    byte[] digest = digest(record).toArray();
    var unused = hospitals.get(hospital).query(sql, row -> true, record.id(), digest, record.id());
  }

  /** All versions, the oldest first. */
  List<IndexEntry> entries(String id) throws IOException {
    return readers.query(
        "SELECT keeper, digest, noted FROM record_index WHERE id = ? ORDER BY version",
        row ->
            new IndexEntry(
                row.getString(1), Bytes.of(row.getBytes(2)), row.getTimestamp(3).getTime()),
        id);
  }

  /** What it has about a record, signed by its operator. */
  Bytes extract(String id) throws IOException {
    Bytes statement = statement(id, entries(id));
    return new Encoder().raw(statement).bytes(SignedExport.sign(statement, operatorKey)).toBytes();
  }

  private static Bytes statement(String id, List<IndexEntry> entries) {
    Encoder out = new Encoder().text(id).count(entries.size());
    entries.forEach(each -> out.text(each.keeper()).bytes(each.digest()).int64(each.notedMs()));
    return out.toBytes();
  }

  /** The entries of an extract; none if its operator did not sign it for this record. */
  List<IndexEntry> signed(String id, Bytes extract) {
    return SignedExport.decoded(
        extract,
        in -> {
          boolean same = in.text().equals(id);
          List<IndexEntry> entries =
              in.list(ENTRY_BYTES, each -> new IndexEntry(each.text(), each.bytes(), each.int64()));
          Bytes statement = statement(id, entries);
          return SignedExport.accepts(statement, in.bytes(), operatorKey.getPublic()) && same
              ? entries
              : List.of();
        },
        List.of());
  }

  @Override
  public void close() throws IOException {
    hospitals.forEach(ConnectionPool::close);
    readers.close();
    server.close();
  }
}
