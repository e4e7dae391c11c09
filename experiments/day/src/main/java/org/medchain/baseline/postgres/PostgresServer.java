package org.medchain.baseline.postgres;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.medchain.cluster.lifetime.Lifeline;
import org.medchain.cluster.local.FreePorts;
import org.medchain.cluster.local.ProcessSignals;
import org.medchain.experiments.config.SchemaText;
import org.medchain.launcher.WholeFolder;

/**
 * A server with its disks: one for the data, another one for the backup, archived log segments and
 * the audit log. It ends with this process, even after SIGKILL: a shell beside it waits for the end
 * of the pipe ({@link Lifeline}).
 */
public final class PostgresServer implements AutoCloseable {
  /** The statements that systems and checks use, by their names. */
  static final Map<String, String> SQL = SchemaText.entries(PostgresServer.class, "statements.txt");

  /** Before a statement: names the record and the person in the audit log. */
  static final String NAMED = SQL.get("named") + " ";

  /** A value's name in a statement. */
  static final Pattern VALUE = Pattern.compile("(?<!:):([a-z][\\w.-]*)");

  /** The shell becomes the server, whose number is then the process's. */
  private static final String WATCHED =
      "exec 3<&0; { read -r word <&3; kill -QUIT $$ 2>/dev/null; } & exec 3<&-; exec \"$@\""
          + " </dev/null";

  private static final int START_S = 60;
  private static final int POLL_MS = 5;
  private static final String SOCKET_S = "30";
  private static final double MS_PER_TICK = 10;

  /** The disk of the data. */
  final Path data;

  /** Of the other disk. */
  final Path backup;

  final Path archive;

  /** What pgaudit and the server log. */
  final Path auditLog;

  final int port;
  private final PostgresTemplate template;
  private final Path folder;

  /** By role: as many as there were threads at the same time. */
  private final Map<String, Deque<Connection>> idle = new ConcurrentHashMap<>();

  private Process process;
  private double earlierMs;

  /** What is wanted of a row. */
  @FunctionalInterface
  interface RowReader<T> {
    T of(ResultSet row) throws SQLException;
  }

  /** A server that is not started yet, with data in a folder. */
  PostgresServer(PostgresTemplate template, Path folder) throws IOException {
    this.template = template;
    this.folder = folder.toAbsolutePath();
    data = this.folder.resolve("disk1");
    backup = this.folder.resolve("disk2/backup");
    archive = Files.createDirectories(this.folder.resolve("disk2/archive"));
    auditLog = Files.createDirectories(this.folder.resolve("disk2/log")).resolve("audit.log");
    try (ServerSocket free = FreePorts.reserve(InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
  }

  /** One with a copy of the template's data and backup. */
  static PostgresServer copyOf(PostgresTemplate template, Path folder) throws IOException {
    PostgresServer made = new PostgresServer(template, folder);
    made.shell("cp -a \"$TEMPLATE/disk1\" \"$DATA\"; cp -a \"$TEMPLATE/disk2/backup\" \"$BACKUP\"");
    return made;
  }

  /** What root does on its machine: commands of a shell that knows the places by their names. */
  void shell(String commands) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("sh", "-ec", commands);
    builder.environment().putAll(Map.of("DATA", "" + data, "BACKUP", "" + backup));
    builder.environment().putAll(Map.of("ARCHIVE", "" + archive, "LOG", "" + auditLog));
    builder.environment().put("TEMPLATE", "" + template.folder());
    var unused = PostgresBinaries.said("sh", builder);
  }

  /**
   * Starts it, and returns when it takes connections.
   *
   * @param settings more of them, such as {@code name=value}
   */
  void start(String... settings) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("sh", "-c", WATCHED, "medchain-postgres"));
    words.add(template.binaries().program("postgres"));
    words.addAll(
        List.of("-D", "" + data, "-p", "" + port, "-c", "log_directory=" + auditLog.getParent()));
    String target = "\"" + archive + "/%f\"";
    words.addAll(List.of("-c", "archive_command=test ! -f " + target + " && cp \"%p\" " + target));
    List.of(settings).forEach(each -> words.addAll(List.of("-c", each)));
    Path said = folder.resolve("start.log");
    ProcessBuilder builder = new ProcessBuilder(template.binaries().command(words));
    process = Lifeline.start(builder.redirectErrorStream(true).redirectOutput(said.toFile()));
    long limitNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_S);
    while (!accepts()) {
      if (process.waitFor(POLL_MS, TimeUnit.MILLISECONDS) || System.nanoTime() > limitNs) {
        String why = Files.exists(auditLog) ? Files.readString(auditLog) : "";
        throw new IOException("PostgreSQL does not start: " + Files.readString(said) + why);
      }
    }
  }

  private boolean accepts() {
    try (Connection connection = connect("admin")) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  /** A connection of a role. */
  Connection connect(String role) throws SQLException {
    Properties properties = new Properties();
    properties.putAll(Map.of("user", role, "password", template.secret(), "ApplicationName", role));
    properties.putAll(Map.of("socketTimeout", SOCKET_S, "assumeMinServerVersion", "15"));
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", properties);
  }

  /**
   * The rows of a role's statement; with {@link #NAMED} before it, both are one transaction and
   * round trip.
   *
   * @param values of what the statement has names for, such as {@code :id}
   */
  <T> List<T> query(String role, String sql, RowReader<T> reader, Function<String, Object> values)
      throws IOException {
    Deque<Connection> own = idle.computeIfAbsent(role, any -> new ConcurrentLinkedDeque<>());
    Connection polled = own.poll();
    try {
      Connection connection = polled == null ? connect(role) : polled;
      try {
        return rows(connection, sql, reader, values);
      } finally {
        if (!connection.isClosed()) {
          own.push(connection);
        }
      }
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static <T> List<T> rows(
      Connection connection, String sql, RowReader<T> reader, Function<String, Object> values)
      throws SQLException {
    List<Object> given = VALUE.matcher(sql).results().map(it -> values.apply(it.group(1))).toList();
    List<T> found = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(VALUE.matcher(sql).replaceAll("?"))) {
      for (int i = 0; i < given.size(); i++) {
        statement.setObject(i + 1, given.get(i));
      }
      statement.execute();
      if (sql.startsWith(NAMED)) {
        statement.getMoreResults();
      }
      ResultSet row = statement.getResultSet();
      while (row != null && row.next()) {
        found.add(reader.of(row));
      }
      return found;
    }
  }

  /** Statements of the administrator, who may do anything; each is its own transaction. */
  public void administer(String... statements) throws IOException {
    administer(List.of(statements), "SELECT", row -> true, name -> name);
  }

  /** The same, on one connection before one with values. */
  <T> List<T> administer(
      List<String> before, String sql, RowReader<T> reader, Function<String, Object> values)
      throws IOException {
    try (Connection connection = connect("admin");
        Statement statement = connection.createStatement()) {
      for (String each : before) {
        statement.execute(each);
      }
      return rows(connection, sql, reader, values);
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Runs one of PostgreSQL's programs as the server's user, with its password. */
  void tool(String program, Object... arguments) throws IOException {
    template.binaries().run(template.secret(), program, arguments);
  }

  /** The nightly backup, which reads and checks every page's checksum. */
  public void backUp() throws IOException {
    Path next = folder.resolve("disk2/next");
    WholeFolder.delete(next);
    copyTo(next);
    WholeFolder.delete(backup);
    Files.move(next, backup);
  }

  /** A copy of the data while it runs. */
  void copyTo(Path target) throws IOException {
    String from = "--dbname=host=127.0.0.1 user=replicator port=" + port;
    tool("pg_basebackup", from, "--checkpoint=fast", "--pgdata=" + target);
  }

  /** Orderly, so that all of it is on the disk. */
  void stop() throws IOException, InterruptedException {
    account();
    ProcessSignals.send(process.toHandle(), "INT");
    process.waitFor();
  }

  /** As a power failure ends it: nothing is written any more. */
  void crash() {
    account();
    List<ProcessHandle> all = processes();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(each -> each.onExit().join());
  }

  /** Before it ends: what it used so far counts, and its connections are of no use. */
  private void account() {
    earlierMs = cpuMs();
    for (Deque<Connection> role : idle.values()) {
      role.forEach(PostgresServer::end);
      role.clear();
    }
  }

  private static void end(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      return; // It is gone, which is all that was wanted.
    }
  }

  /** Those that live, the server's own first. */
  private List<ProcessHandle> processes() {
    return Stream.ofNullable(process)
        .flatMap(it -> Stream.concat(Stream.of(it.toHandle()), it.descendants()))
        .filter(ProcessHandle::isAlive)
        .toList();
  }

  /** CPU time of all its processes, earlier starts included, in ms. */
  double cpuMs() {
    return earlierMs + processes().stream().mapToLong(PostgresServer::ticks).sum() * MS_PER_TICK;
  }

  /** With that of its children that have ended. */
  private static long ticks(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc", "" + process.pid(), "stat"));
      String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return Stream.of(words).skip(11).limit(4).mapToLong(Long::parseLong).sum();
    } catch (IOException e) {
      return 0; // It has ended, and its parent has its time.
    }
  }

  /** Bytes of all files on its disks. */
  long diskBytes() {
    return bytesIn(folder.toFile());
  }

  /** Bytes of a file, or of all files in a folder; what vanishes meanwhile has none. */
  public static long bytesIn(File at) {
    File[] inside = at.listFiles();
    return inside == null
        ? at.length()
        : Stream.of(inside).mapToLong(PostgresServer::bytesIn).sum();
  }

  @Override
  public void close() {
    crash();
  }
}
