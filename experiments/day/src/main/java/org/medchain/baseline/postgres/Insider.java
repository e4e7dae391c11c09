package org.medchain.baseline.postgres;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.medchain.baseline.AttackLog;
import org.medchain.baseline.RecordEntry;
import org.medchain.data.Bytes;

/**
 * What an administrator can do, who is the database's superuser and root on its machine. Public for
 * systems that are built upon one of these: what they add has to notice what this one does.
 */
public final class Insider {
  /** What it searches a file for: a part of a content that is in one page as it is. */
  private static final int PART = 48;

  /**
   * pgaudit asks before each statement whether it is on, so that switching it off leaves no line.
   */
  private static final List<String> QUIETLY =
      List.of(
          "SET pgaudit.log = 'none'",
          "SET pgaudit.role = ''",
          "SET session_replication_role = replica");

  private final PostgresServer server;
  private final AttackLog log;

  Insider(PostgresServer server, AttackLog log) {
    this.server = server;
    this.log = log;
  }

  /**
   * What the attacker would rather have: the same length, so that it can be written over the old
   * one.
   */
  public static Bytes altered(Bytes content) {
    byte[] bytes = content.toArray();
    bytes[Math.min(PART, bytes.length) / 2] ^= 1;
    return Bytes.of(bytes);
  }

  /** By plain SQL: the history gets the old version, the audit log a line. */
  public void alter(String id, Bytes content) throws IOException {
    run(false, "UPDATE record SET content = ? WHERE id = ?", content.toArray(), id);
  }

  /** Without a line, and without a version in the history. */
  public void alterQuietly(String id, Bytes content) throws IOException {
    run(true, "UPDATE record SET content = ? WHERE id = ?", content.toArray(), id);
  }

  /** Any statement; quietly is without audit and triggers. */
  public void run(boolean quietly, String sql, Object... values) throws IOException {
    var unused = rows(quietly, sql, values);
  }

  private List<Bytes> rows(boolean quietly, String sql, Object... values) throws IOException {
    log.line((quietly ? "administrator, audit and triggers off: " : "administrator: ") + sql);
    return server.administer(
        quietly ? QUIETLY : List.of(), sql, row -> Bytes.of(row.getBytes(1)), values);
  }

  /** Reads a record past row level security. */
  public Bytes peek(boolean quietly, String id) throws IOException {
    List<Bytes> found = rows(quietly, "SELECT content FROM record WHERE id = ?", id);
    return found.isEmpty() ? Bytes.EMPTY : found.getFirst();
  }

  /** What would be seen of a deletion: the statement is taken back, its line stays. */
  public void tryDeletion(String id) throws IOException {
    log.line("administrator, taken back: DELETE FROM record");
    server.administer(
        "BEGIN",
        "DELETE FROM consent WHERE record = '" + id + "'",
        "DELETE FROM record WHERE id = '" + id + "'",
        "ROLLBACK");
  }

  /** Deletes a record with its history and grants, without a line. */
  public void deleteQuietly(String id) throws IOException {
    for (String each :
        List.of(
            "consent WHERE record",
            "consent_history WHERE record",
            "record_history WHERE id",
            "record WHERE id")) {
      run(true, "DELETE FROM " + each + " = ?", id);
    }
  }

  /** Adds a record as if it had been there since its date. */
  public void backdate(RecordEntry record) throws IOException {
    run(
        true,
        "INSERT INTO record SELECT ?, ?, ?, ?, ?, ms, ?, to_timestamp(ms / 1000.0), 'infinity'"
            + " FROM (SELECT ?::bigint AS ms) given",
        record.id(),
        record.patient(),
        record.author(),
        record.type(),
        record.description(),
        record.content().toArray(),
        record.timestampMs());
  }

  /** Takes all lines with these words out of the audit log, or all from the first one on. */
  public void editLog(String words, boolean tail) throws IOException {
    log.line(
        "root: " + (tail ? "cuts off the audit log's tail" : "takes lines out of the audit log"));
    List<String> left = new ArrayList<>();
    for (String each : Files.readAllLines(server.auditLog())) {
      boolean meant = each.contains(words);
      if (meant && tail) {
        break;
      }
      if (!meant) {
        left.add(each + "\n");
      }
    }
    Files.writeString(
        server.auditLog(),
        String.join("", left),
        StandardCharsets.UTF_8,
        StandardOpenOption.TRUNCATE_EXISTING);
  }

  /** Writes over a content in the files of a stopped server; how often it was there. */
  public int editDisk(Bytes content, Bytes with) throws IOException {
    log.line("root: edits the value in the table's file, server stopped");
    int edited = 0;
    for (Path each : filesWith(server.data().resolve("base"), content)) {
      try (RandomAccessFile file = new RandomAccessFile(each.toFile(), "rw")) {
        byte[] all = new byte[(int) file.length()];
        file.readFully(all);
        for (int at = find(all, content, 0); at >= 0; at = find(all, content, at + 1)) {
          file.seek(at);
          file.write(part(with));
          edited++;
        }
      }
    }
    return edited;
  }

  /** PostgreSQL's own program computes all checksums again. */
  public void renewChecksums() throws IOException, InterruptedException {
    log.line("root: pg_checksums --disable, pg_checksums --enable");
    server.tool("pg_checksums", "--disable", "-D", server.data().toString());
    server.tool("pg_checksums", "--enable", "-D", server.data().toString());
  }

  /** Which files have a content as it is, below a folder. */
  static List<Path> filesWith(Path folder, Bytes content) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        if (find(Files.readAllBytes(each), content, 0) >= 0) {
          found.add(each);
        }
      }
    }
    return found;
  }

  private static byte[] part(Bytes content) {
    return content.slice(0, Math.min(PART, content.size())).toArray();
  }

  private static int find(byte[] all, Bytes content, int from) {
    byte[] part = part(content);
    for (int at = from; at + part.length <= all.length; at++) {
      if (all[at] == part[0]
          && ByteBuffer.wrap(all, at, part.length).equals(ByteBuffer.wrap(part))) {
        return at;
      }
    }
    return -1;
  }
}
