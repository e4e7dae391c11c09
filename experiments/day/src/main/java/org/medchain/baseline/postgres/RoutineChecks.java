package org.medchain.baseline.postgres;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medchain.baseline.AttackLog;
import org.medchain.baseline.AttackOutcome.Notice;

/**
 * The checks that manuals prescribe, in the order in which they fall due: a reader's read, the
 * operator's night, the auditor's review of what came into the audit log since the last one. A
 * reader cannot tell an absent record from a refusal, so that is the auditor's finding: each read
 * that got no row is looked into.
 */
final class RoutineChecks {
  /** The nightly backup, and the review. */
  static final double DAY_S = 86_400;

  /** Who may do what to records: the application writes, the portal and the auditor read. */
  private static final Pattern LINE =
      Pattern.compile(
          "(?m)^\\S+ \\S+ UTC \\[\\d+\\] (\\w+)@\\S* \"([^\"]*)\" LOG:  AUDIT:"
              + " (\\w+),\\d+,\\d+,(\\w+),([^,]*),.*");

  private static final Pattern NO_ROWS = Pattern.compile(",0$");

  private static final String DAMAGE =
      "SELECT count(*) FROM pg_class c, LATERAL verify_heapam(c.oid) WHERE relname IN ('record',"
          + " 'record_history', 'consent', 'consent_history')";
  private static final String INDEXES =
      "SELECT count(bt_index_check(indexrelid, true)) FROM pg_index WHERE indrelid IN"
          + " ('record'::regclass, 'consent'::regclass)";
  private static final String ARCHIVE =
      "SELECT count(*) FROM pg_stat_archiver WHERE last_failed_time > coalesce(last_archived_time,"
          + " '-infinity')";
  private static final String STANDBY =
      "SELECT (current_setting('synchronous_standby_names') <> '' AND NOT EXISTS (SELECT FROM"
          + " pg_stat_replication WHERE sync_state = 'sync'))::int";

  private final RecordTable records;
  private PostgresServer server;
  private long reviewed;

  RoutineChecks(PostgresServer server, RecordTable records) {
    this.server = server;
    this.records = records;
  }

  /** Another server is the one to look at; its log is new to the auditor. */
  void redirect(PostgresServer to) {
    server = to;
    reviewed = 0;
  }

  /** Who notices first; each check logs what it found. */
  Notice first(String id, AttackLog log) throws IOException, InterruptedException {
    Notice noticed = reader(id, log);
    noticed = noticed.equals(Notice.NOBODY) ? operator(log) : noticed;
    return noticed.equals(Notice.NOBODY) ? auditor(log) : noticed;
  }

  /** Reads the record and its history: damage is an error, and so is a server that is gone. */
  Notice reader(String id, AttackLog log) throws IOException {
    long startNs = System.nanoTime();
    try {
      records.entry(id);
      records.history(id);
      log.line("reader: no error");
      return Notice.NOBODY;
    } catch (IOException e) {
      log.line("reader: " + withoutNumbers(e));
      return new Notice("reader", 0, msSince(startNs));
    }
  }

  /** The nightly backup, its verification, amcheck, the archive's and the standby's state. */
  Notice operator(AttackLog log) throws IOException, InterruptedException {
    long startNs = System.nanoTime();
    String found = "";
    try {
      server.backUp();
      server.tool("pg_verifybackup", server.backup().toString());
      number(INDEXES); // fails if one is damaged
      for (String each : List.of(DAMAGE, ARCHIVE, STANDBY)) {
        found = number(each) > 0 ? each : found;
      }
    } catch (IOException e) {
      found = withoutNumbers(e);
    }
    log.line(
        "operator: " + (found.isEmpty() ? "backup, amcheck, archive and standby are well" : found));
    return found.isEmpty() ? Notice.NOBODY : new Notice("operator", DAY_S, msSince(startNs));
  }

  private long number(String sql) throws IOException {
    return server.administer(List.of(), sql, row -> row.getLong(1)).getFirst();
  }

  /** Looks for what others than the application did to records, and for reads that got nothing. */
  Notice auditor(AttackLog log) throws IOException {
    long startNs = System.nanoTime();
    Optional<String> found = Optional.empty();
    Matcher line = LINE.matcher(news());
    while (line.find() && found.isEmpty()) {
      boolean refused = line.group(1).equals("portal") && NO_ROWS.matcher(line.group()).find();
      boolean stranger =
          line.group(1).equals("admin")
              && (line.group(3).equals("OBJECT") || !line.group(5).matches("SET|ALTER SYSTEM"));
      if (refused || stranger) {
        found = Optional.of(line.group(1) + " " + line.group(4) + " " + line.group(5));
      }
    }
    log.line("auditor: " + found.orElse("no line that is out of order"));
    return found.isEmpty() ? Notice.NOBODY : new Notice("auditor", DAY_S, msSince(startNs));
  }

  /** What came into the log since the last review; one that became shorter is read as it is. */
  private String news() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(server.auditLog().toFile(), "r")) {
      byte[] bytes = new byte[(int) Math.max(0, file.length() - reviewed)];
      file.seek(Math.min(reviewed, file.length()));
      file.readFully(bytes);
      reviewed = file.length();
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** Places and numbers differ from run to run. */
  private static String withoutNumbers(IOException e) {
    String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return first.replaceAll("\"[^\"]*/[^\"]*\"", "a file").replaceAll("\\d+", "N");
  }

  private static double msSince(long startNs) {
    return (System.nanoTime() - startNs) / 1e6;
  }
}
