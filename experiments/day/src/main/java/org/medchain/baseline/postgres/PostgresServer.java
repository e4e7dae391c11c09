package org.medchain.baseline.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.medchain.baseline.postgres.ConnectionPool.RowReader;
import org.medchain.cluster.lifetime.Lifeline;
import org.medchain.cluster.local.FreePorts;
import org.medchain.cluster.local.ProcessSignals;
import org.medchain.launcher.WholeFolder;

/**
 * A server with its disks: one for the data, another one for the backup, archived log segments and
 * the audit log. It ends with this process, even after SIGKILL: a shell beside it waits for the end
 * of the pipe ({@link Lifeline}).
 */
public final class PostgresServer implements AutoCloseable {
  /** The shell becomes the server, whose number is then the process's. */
  private static final String WATCHED =
      "exec 3<&0; { read -r word <&3; kill -QUIT $$ 2>/dev/null; } & exec 3<&-; exec \"$@\""
          + " </dev/null";

  private static final int START_S = 60;
  private static final int POLL_MS = 5;
  private static final int SOCKET_S = 30;
  private static final double MS_PER_TICK = 10;

  /** The line of postmaster.pid that says how far it is. */
  private static final int STATUS_LINE = 7;

  private final PostgresTemplate template;
  private final Path folder;
  private final int port;
  private Process process;
  private double earlierMs;

  /** A server that is not started yet, with data in a folder. */
  PostgresServer(PostgresTemplate template, Path folder) throws IOException {
    this.template = template;
    this.folder = folder.toAbsolutePath();
    Files.createDirectories(archive());
    Files.createDirectories(auditLog().getParent());
    try (ServerSocket free = FreePorts.reserve(InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
  }

  /** One with a copy of the template's data and backup. */
  static PostgresServer copyOf(PostgresTemplate template, Path folder)
      throws IOException, InterruptedException {
    PostgresServer made = new PostgresServer(template, folder);
    copy(data(template.folder()), data(made.folder));
    copy(template.folder().resolve("disk2/backup"), made.backup());
    return made;
  }

  /** With owners. */
  static void copy(Path from, Path to) throws IOException, InterruptedException {
    Process copying =
        new ProcessBuilder("cp", "-a", "--", from.toString(), to.toString()).inheritIO().start();
    if (copying.waitFor() != 0) {
      throw new IOException("cannot copy a database's folder");
    }
  }

  static Path data(Path folder) {
    return folder.resolve("disk1");
  }

  Path data() {
    return data(folder);
  }

  Path backup() {
    return folder.resolve("disk2/backup");
  }

  Path archive() {
    return folder.resolve("disk2/archive");
  }

  /** What pgaudit and the server log. */
  public Path auditLog() {
    return folder.resolve("disk2/log/audit.log");
  }

  int port() {
    return port;
  }

  /**
   * Starts it, and returns when it takes connections.
   *
   * @param settings more of them, such as {@code name=value}
   */
  void start(String... settings) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("-D", data().toString(), "-p", "" + port));
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("log_directory=" + auditLog().getParent());
    String target = archive() + "/%f";
    all.add("archive_command=test ! -f \"" + target + "\" && cp \"%p\" \"" + target + "\"");
    all.forEach(each -> arguments.addAll(List.of("-c", each)));
    List<String> shell = List.of("-c", WATCHED, "medchain-postgres");
    List<String> command = new ArrayList<>(template.binaries().command("postgres", arguments));
    int program = command.indexOf(template.binaries().folder().resolve("postgres").toString());
    command.addAll(program, Stream.concat(Stream.of("sh"), shell.stream()).toList());
    Path said = Files.createDirectories(folder).resolve("start.log");
    process =
        Lifeline.start(
            new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()));
    awaitReady(said);
  }

  private void awaitReady(Path said) throws IOException, InterruptedException {
    long limitNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_S);
    while (!status().equals("ready") || !accepts()) {
      if (process.waitFor(POLL_MS, TimeUnit.MILLISECONDS) || System.nanoTime() > limitNs) {
        String why = Files.exists(auditLog()) ? Files.readString(auditLog()) : "";
        throw new IOException("PostgreSQL does not start: " + Files.readString(said) + why);
      }
    }
  }

  private String status() throws IOException {
    try {
      List<String> lines = Files.readAllLines(data().resolve("postmaster.pid"));
      boolean own = lines.size() > STATUS_LINE && lines.get(0).equals("" + process.pid());
      return own ? lines.get(STATUS_LINE).strip() : "";
    } catch (NoSuchFileException e) {
      return ""; // not yet
    }
  }

  /** Whether it does. */
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
    properties.setProperty("user", role);
    properties.setProperty("password", template.secret());
    properties.setProperty("socketTimeout", "" + SOCKET_S);
    properties.setProperty("ApplicationName", role);
    properties.setProperty("assumeMinServerVersion", "15");
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", properties);
  }

  /** Statements of the administrator, who may do anything; each is its own transaction. */
  public void administer(String... statements) throws IOException {
    administer(List.of(statements), "SELECT", row -> true);
  }

  /** The same, on one connection before one with values. */
  <T> List<T> administer(List<String> before, String sql, RowReader<T> reader, Object... values)
      throws IOException {
    try (Connection connection = connect("admin");
        Statement statement = connection.createStatement()) {
      for (String each : before) {
        statement.execute(each);
      }
      return ConnectionPool.query(connection, sql, reader, values);
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Runs one of PostgreSQL's programs as the server's user, with its password. */
  String tool(String program, String... arguments) throws IOException, InterruptedException {
    return template.binaries().run(template.secret(), program, List.of(arguments));
  }

  /** The nightly backup, which reads and checks every page's checksum. */
  public void backUp() throws IOException, InterruptedException {
    Path next = folder.resolve("disk2/next");
    WholeFolder.delete(next);
    baseBackup(next, port);
    WholeFolder.delete(backup());
    Files.move(next, backup());
  }

  /** A copy of a running server's data. */
  void baseBackup(Path to, int from) throws IOException, InterruptedException {
    tool(
        "pg_basebackup",
        "-h",
        "127.0.0.1",
        "-p",
        "" + from,
        "-U",
        "replicator",
        "-c",
        "fast",
        "-D",
        to.toString());
  }

  /** Orderly, so that all of it is on the disk. */
  void stop() throws IOException, InterruptedException {
    account();
    ProcessSignals.send(process.toHandle(), "INT");
    process.waitFor();
  }

  /** As a power failure ends it: nothing is written any more. */
  void crash() throws IOException {
    if (process != null) {
      account();
      List<ProcessHandle> all =
          Stream.concat(process.toHandle().descendants(), Stream.of(process.toHandle())).toList();
      process.destroyForcibly();
      all.forEach(ProcessHandle::destroyForcibly);
      all.forEach(each -> each.onExit().join());
    }
  }

  private void account() throws IOException {
    earlierMs = cpuMs();
  }

  /** CPU time of all its processes, earlier starts included, in ms. */
  double cpuMs() throws IOException {
    double sum = earlierMs;
    if (process != null && process.isAlive()) {
      for (ProcessHandle each :
          Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList()) {
        sum += ticks(each.pid()) * MS_PER_TICK;
      }
    }
    return sum;
  }

  /** With that of its children that have ended. */
  private static long ticks(long pid) throws IOException {
    try {
      String stat = Files.readString(Path.of("/proc", "" + pid, "stat"), StandardCharsets.UTF_8);
      String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return Stream.of(words).skip(11).limit(4).mapToLong(Long::parseLong).sum();
    } catch (NoSuchFileException e) {
      return 0; // It has ended, and its parent has its time.
    }
  }

  /** Bytes of all files on its disks. */
  long diskBytes() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).mapToLong(each -> each.toFile().length()).sum();
    }
  }

  @Override
  public void close() throws IOException {
    crash();
  }
}
