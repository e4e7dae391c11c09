package org.medchain.baseline.postgres;

import static org.medchain.baseline.postgres.PostgresServer.SQL;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.medchain.baseline.AttackLog;
import org.medchain.baseline.AttackOutcome.Notice;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.ThirdPartyProof;
import org.medchain.data.Bytes;

/**
 * Attacks on a hospital's database, by the means of those who make them: the administrator is the
 * database's superuser and root on its machine. The checks are those that manuals prescribe: a
 * reader's read, the operator's night, the auditor's review of what came into the audit log since
 * the last one. A reader cannot tell an absent record from a refusal, so that is the auditor's
 * finding: each read that got no row is looked into.
 */
class HospitalScene extends AttackScene {
  /** The nightly backup, and the review. */
  static final double DAY_S = 86_400;

  /**
   * pgaudit asks before each statement whether it is on, so that switching it off leaves no line.
   */
  static final List<String> QUIETLY =
      List.of(
          "SET pgaudit.log = 'none'",
          "SET pgaudit.role = ''",
          "SET session_replication_role = replica");

  /** Lines of the audit log that are out of order. */
  private static final Pattern STRANGE = Pattern.compile(SQL.get("strange"));

  private final HospitalSystem database;
  private final ThirdPartyProof honest;

  /** By audit log, how much of it the auditor has seen. */
  private final Map<Path, Integer> reviewed = new HashMap<>();

  /** What the last statement gave. */
  private List<Bytes> given = List.of();

  HospitalScene(
      DatabaseSystem system,
      HospitalSystem database,
      List<RecordEntry> records,
      List<RecordEntry> all,
      AttackLog log)
      throws IOException {
    super(system, records, all, log);
    this.database = database;
    this.honest = system.prove(victim.id());
  }

  @Override
  protected void step(String word, String what) throws IOException, InterruptedException {
    PostgresServer server = database.server;
    switch (word) {
      case "sql" -> given = run(server, List.of(), what);
      case "quietly" -> given = run(server, QUIETLY, what);
      case "root" ->
          server.shell(
              PostgresServer.VALUE
                  .matcher(what)
                  .replaceAll(name -> Matcher.quoteReplacement("" + value(name.group(1)))));
      case "edit-disk" -> editDisk(what.split(" ", -1));
      case "renew-checksums" -> {
        server.tool("pg_checksums", "--disable", "-D", server.data);
        server.tool("pg_checksums", "--enable", "-D", server.data);
      }
      case "crash" -> server.crash();
      case "stop" -> server.stop();
      case "start" -> server.start();
      case "recover" -> {
        server.start("restore_command=cp \"" + server.archive + "/%f\" \"%p\"");
        server.administer(SQL.get("await_recovery"));
      }
      case "archive" -> // What archive_timeout does within a minute.
          server.administer("SELECT pg_switch_wal()", SQL.get("await_archive"));
      case "back-up" -> server.backUp();
      case "count-files" -> counts.add(filesLeft(record(what).content()));
      case "expect-content" -> seen &= given.equals(List.of(victim.content()));
      case "expect-forged-date" ->
          seen &= system.history(shown.id()).getFirst().sinceMs() == shown.timestampMs();
      case "detach-standby" -> replicated().detach();
      case "await-standby" -> replicated().awaitStandby();
      case "fail-over" -> replicated().failOver();
      case "rebuild" -> replicated().rebuild();
      default -> super.step(word, what);
    }
  }

  private ReplicatedSystem replicated() {
    return (ReplicatedSystem) database;
  }

  /** A statement of an administrator, with fields of records such as {@code :victim.id}. */
  final List<Bytes> run(PostgresServer server, List<String> before, String sql) throws IOException {
    return server.administer(before, sql, row -> Bytes.of(row.getBytes(1)), this::value);
  }

  private Object value(String name) {
    String[] parts = name.split("\\.", 2);
    return field(record(parts[0]), parts[1]);
  }

  /** Writes a content over another one in the files of a stopped server. */
  private void editDisk(String[] fromTo) throws IOException {
    Bytes from = record(fromTo[0]).content();
    List<Path> files = filesWith(database.server.data.resolve("base"), from);
    if (files.isEmpty()) {
      throw new IOException("the value is in no file");
    }
    for (Path each : files) {
      String edited = bytes(each).replace(part(from), part(record(fromTo[1]).content()));
      Files.writeString(each, edited, StandardCharsets.ISO_8859_1);
    }
  }

  private static String bytes(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  private static String part(Bytes content) {
    byte[] part = content.slice(0, Math.min(PART, content.size())).toArray();
    return new String(part, StandardCharsets.ISO_8859_1);
  }

  /** Which files have a content as it is, below a folder. */
  private static List<Path> filesWith(Path folder, Bytes content) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        if (bytes(each).contains(part(content))) {
          found.add(each);
        }
      }
    }
    return found;
  }

  /** Where a content is left, and in how many files. */
  private String filesLeft(Bytes content) throws IOException {
    List<String> left = new ArrayList<>();
    for (PostgresServer each : database.servers()) {
      Path log = each.auditLog.getParent();
      for (Path folder :
          List.of(
              each.data.resolve("base"),
              each.data.resolve("pg_wal"),
              each.archive,
              each.backup,
              log)) {
        left.add(filesWith(folder, content).size() + " in " + folder.getFileName());
      }
    }
    left.removeIf(each -> each.startsWith("0 "));
    return String.join(", ", left);
  }

  @Override
  protected List<String> routine() {
    return List.of("reader", "operator", "auditor");
  }

  @Override
  protected Notice check(String name) {
    return switch (name) {
      case "reader" -> check(name, 0, this::read);
      case "operator" -> check(name, DAY_S, this::night);
      case "auditor" -> check(name, DAY_S, this::review);
      default -> throw new IllegalArgumentException(name + " is no check");
    };
  }

  /** Damage is an error, and so is a server that is gone. */
  private String read() throws IOException {
    Object unused = database.entry("auditor", shown.id(), "auditor");
    unused = database.history(shown.id());
    return "";
  }

  /** The nightly backup, its verification, amcheck, the archive's and the standby's state. */
  private String night() throws IOException {
    PostgresServer server = database.server;
    server.backUp();
    server.tool("pg_verifybackup", server.backup);
    return server
        .administer(List.of(), SQL.get("night"), it -> it.getString(1), it -> it)
        .getFirst();
  }

  /** Looks for what others than the application did to records, and for reads that got nothing. */
  private String review() throws IOException {
    Path file = database.server.auditLog;
    byte[] all = Files.readAllBytes(file);
    // One that became shorter has nothing new.
    int from = Math.min(reviewed.getOrDefault(file, 0), all.length);
    reviewed.put(file, all.length);
    return STRANGE
        .matcher(new String(all, from, all.length - from, StandardCharsets.UTF_8))
        .results()
        .map(line -> line.group(1))
        .findFirst()
        .orElse("");
  }

  @Override
  protected boolean provable() throws IOException {
    return system.verify(honest) && !system.verify(forged(database.forge(shown)));
  }

  /** With what others say of it. */
  ThirdPartyProof forged(ThirdPartyProof lie) throws IOException {
    return lie;
  }
}
