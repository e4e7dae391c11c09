package org.medchain.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.medchain.checkout.Repository;
import org.medchain.launcher.Launcher;

/**
 * A standalone cluster of Spark on loopback and the commands that use it, all as processes made of
 * the jars on this class path. Workers have Spark's jars alone, as where a distribution of it is
 * installed: medchain's come from the driver.
 */
final class SparkProcesses implements AutoCloseable {
  private static final long LIMIT_MIN = 5;
  private static final String LOOPBACK = "127.0.0.1";
  private static final String SPARK = "spark-core_";

  /** As the launcher gives them, on every JDK. */
  private static final List<String> OPTIONS =
      Stream.of(Launcher.SPARK_OPENS.split(" "))
          .map(each -> "--add-opens=java.base/" + each + "=ALL-UNNAMED")
          .toList();

  private final Path folder;
  private final List<Process> started = new ArrayList<>();
  private final List<Path> links = new ArrayList<>();
  private final List<String> own = new ArrayList<>();
  private final List<String> sparks = new ArrayList<>();
  private final int port;

  private SparkProcesses(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** Starts a master. */
  static SparkProcesses start(Path folder) throws IOException, InterruptedException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    SparkProcesses all = new SparkProcesses(folder, free);
    try {
      all.sortJars();
      Process master =
          all.deploy(
              folder.resolve("spark"),
              "master.Master",
              List.of("--host", LOOPBACK, "--port", "" + free));
      all.awaitMaster(master);
      return all;
    } catch (IOException | InterruptedException | RuntimeException e) {
      all.close();
      throw e;
    }
  }

  String master() {
    return "spark://" + LOOPBACK + ":" + port;
  }

  /** Starts a worker with one core. */
  Process worker() throws IOException {
    return worker(folder.resolve("spark"));
  }

  /** The same on a machine where another version of a class's jar is installed. */
  Process workerWithOther(String type) throws IOException {
    Path home = folder.resolve("other");
    Path jars = Files.createDirectories(home.resolve("jars"));
    Files.writeString(jars.resolve("note.txt"), "another version");
    link(jars);
    Path other = jars.resolve("other.jar");
    Files.copy(Path.of(ownJar(type)), other);
    pack("uf", other, jars, "note.txt");
    return worker(home);
  }

  private String ownJar(String type) throws IOException {
    for (String each : own) {
      try (JarFile jar = new JarFile(each)) {
        if (jar.getEntry(type.replace('.', '/') + ".class") != null) {
          return each;
        }
      }
    }
    throw new AssertionError(type);
  }

  private Process worker(Path home) throws IOException {
    Path work = folder.resolve("work" + started.size());
    return deploy(
        home,
        "worker.Worker",
        List.of(
            "--host %s --cores 1 --memory 600m --work-dir %s %s"
                .formatted(LOOPBACK, work, master())
                .split(" ")));
  }

  /** Whether an executor runs trials for a worker. */
  static boolean hasExecutor(Process worker) {
    return worker.descendants().findAny().isPresent();
  }

  /** SIGKILL to what runs a worker's trials. */
  static void killExecutors(Process worker) {
    worker.descendants().forEach(ProcessHandle::destroyForcibly);
  }

  /** SIGKILL to a worker and to what runs its trials. */
  static void kill(Process worker) throws InterruptedException {
    List<ProcessHandle> executors = worker.descendants().toList();
    worker.destroyForcibly().waitFor();
    executors.forEach(ProcessHandle::destroyForcibly);
  }

  /**
   * Starts {@code medchain run}; what it says is in the folder {@code out}.
   *
   * @param options of its JVM
   */
  Process run(Path config, Path out, List<String> options, List<String> words) throws IOException {
    Files.createDirectories(out);
    List<String> command = new ArrayList<>(OPTIONS);
    command.addAll(options);
    command.addAll(List.of("-Xmx512m", "-Dmedchain.home=" + Repository.ROOT));
    command.add("-Dspark.executor.memory=512m");
    command.addAll(List.of("-cp", String.join(File.pathSeparator, joined())));
    command.addAll(List.of("org.medchain.experiments.Medchain", "run", config.toString()));
    command.addAll(List.of("--out", out.resolve("runs").toString()));
    command.addAll(words);
    return start(command, out, folder.resolve("spark"));
  }

  private List<String> joined() {
    List<String> all = new ArrayList<>(own);
    all.addAll(sparks);
    return all;
  }

  /** Its exit code; the limit only bounds a hang. */
  static int awaitEnd(Process process) throws InterruptedException {
    if (!process.waitFor(LIMIT_MIN, TimeUnit.MINUTES)) {
      throw new AssertionError("does not end");
    }
    return process.exitValue();
  }

  private Process deploy(Path home, String type, List<String> words) throws IOException {
    List<String> command = new ArrayList<>(OPTIONS);
    command.addAll(List.of("-Xmx256m", "-cp", String.join(File.pathSeparator, sparks)));
    command.addAll(List.of("org.apache.spark.deploy." + type, "--webui-port", "0"));
    command.addAll(words);
    Path says = Files.createDirectories(folder.resolve("deploy" + started.size()));
    return start(command, says, home);
  }

  private Process start(List<String> words, Path says, Path home) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // It lives for seconds.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
    command.addAll(
        List.of("-XX:+IgnoreUnrecognizedVMOptions", "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Djava.io.tmpdir=" + folder));
    command.addAll(words);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectError(says.resolve("err.txt").toFile())
            .redirectOutput(says.resolve("out.txt").toFile());
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", LOOPBACK);
    builder.environment().put("SPARK_LOCAL_DIRS", folder.resolve("local").toString());
    Process process = builder.start();
    started.add(process);
    return process;
  }

  /** As the launcher's build has them: this project's as jars, and Spark's behind. */
  private void sortJars() throws IOException {
    List<String> libraries = new ArrayList<>();
    boolean behind = false;
    for (String each : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path place = Path.of(each);
      String name = place.getFileName().toString();
      behind |= name.startsWith(SPARK);
      if (Files.isDirectory(place)) {
        if (Files.isDirectory(place.resolve("org/medchain")) && !name.startsWith("test")) {
          own.add(jar(place));
        }
      } else {
        (behind ? sparks : libraries).add(each);
      }
    }
    own.addAll(libraries);
    // Both need them, and a class path has them once.
    libraries.stream()
        .filter(each -> each.matches(".*/(slf4j|jackson-ann)[^/]*"))
        .forEach(sparks::add);
    link(Files.createDirectories(folder.resolve("spark/jars")));
  }

  /** As in a distribution of Spark. */
  private void link(Path jars) throws IOException {
    for (String each : sparks) {
      Path link = jars.resolve(Path.of(each).getFileName());
      if (!Files.exists(link)) {
        links.add(Files.createSymbolicLink(link, Path.of(each)));
      }
    }
  }

  private String jar(Path classes) {
    Path jar = folder.resolve("medchain" + own.size() + ".jar");
    pack("cf", jar, classes, ".");
    return jar.toString();
  }

  private static void pack(String how, Path jar, Path from, String what) {
    int code =
        ToolProvider.findFirst("jar")
            .orElseThrow()
            .run(System.out, System.err, how, jar.toString(), "-C", from.toString(), what);
    assertThat(code).isZero();
  }

  private void awaitMaster(Process master) throws InterruptedException {
    while (master.isAlive()) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return;
      } catch (IOException e) {
        Thread.sleep(50);
      }
    }
    throw new AssertionError("the master does not start");
  }

  /** Workers before the master, executors with their workers; and no link to a library is left. */
  @Override
  public void close() throws IOException {
    for (Process each : started.reversed()) {
      List<ProcessHandle> children = each.descendants().toList();
      each.destroyForcibly();
      children.forEach(ProcessHandle::destroyForcibly);
      each.onExit().join();
      children.forEach(child -> child.onExit().join());
    }
    for (Path each : links) {
      Files.delete(each);
    }
  }
}
