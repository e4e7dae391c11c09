package org.medchain.cluster.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.node.operations.PrivateFiles;

/**
 * A JVM that outlives the process that starts it (CLUSTER-2): in a session of its own where the
 * system has {@code setsid}, else at least deaf to the end of the terminal ({@code nohup}); its
 * output goes to a file.
 *
 * @param options of the JVM besides those that every process needs
 * @param classPath where its classes are
 */
public record DetachedJvm(List<String> options, String classPath) {
  /** From this JDK on, it warns of what libraries do with memory. */
  private static final int UNSAFE_WARNING_JDK = 23;

  /** Copies the list. */
  public DetachedJvm {
    options = List.copyOf(options);
  }

  /** With the classes of this process. */
  public DetachedJvm(List<String> options) {
    this(options, System.getProperty("java.class.path"));
  }

  /**
   * Starts a process.
   *
   * @param main class
   * @param arguments of it
   * @param said file for its output
   */
  public Process start(String main, List<String> arguments, Path said) throws IOException {
    PrivateFiles.createForAppending(said);
    List<String> command = new ArrayList<>(sessionWrapper());
    command.addAll(umaskWrapper());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(defaultOptions());
    command.addAll(StartupCache.options());
    command.addAll(options);
    command.add("-cp");
    command.add(classPath);
    command.add(main);
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()))
            .redirectInput(ProcessBuilder.Redirect.from(nullDevice().toFile()));
    return builder.start();
  }

  private static Path nullDevice() {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return Path.of(windows ? "NUL" : "/dev/null");
  }

  /** Options for the class path and a small machine; a later option of the plan goes first. */
  private static List<String> defaultOptions() {
    List<String> usual = new ArrayList<>();
    usual.add("--enable-native-access=ALL-UNNAMED");
    if (Runtime.version().feature() >= UNSAFE_WARNING_JDK) {
      usual.add("--sun-misc-unsafe-memory-access=allow");
    }
    usual.add("-Djava.awt.headless=true");
    // What would lie in the system's temporary folder, also after the process was killed.
    usual.add("-XX:-UsePerfData");
    usual.add("-Dslf4j.provider=ch.qos.logback.classic.spi.LogbackServiceProvider");
    usual.add("-Dslf4j.internal.verbosity=WARN");
    // All processes start at once, and half of their processor time would be the compilers'.
    usual.add("-XX:CompileThresholdScaling=8");
    usual.add("-Xms96m");
    usual.add("-Xmx1g");
    if (Runtime.getRuntime().availableProcessors() <= 2) {
      usual.add("-XX:+UseSerialGC");
    }
    return usual;
  }

  private static List<String> sessionWrapper() {
    Optional<Path> session = findOnPath("setsid");
    return session.isPresent()
        ? List.of(session.get().toString())
        : findOnPath("nohup").map(each -> List.of(each.toString())).orElse(List.of());
  }

  /** So that all that the process makes is its owner's alone, libraries included (OPS-22). */
  private static List<String> umaskWrapper() {
    return findOnPath("sh")
        .map(shell -> List.of(shell.toString(), "-c", "umask 077; exec \"$@\"", "sh"))
        .orElse(List.of());
  }

  private static Optional<Path> findOnPath(String tool) {
    String path = System.getenv().getOrDefault("PATH", "");
    for (String folder : path.split(File.pathSeparator, -1)) {
      Path file = Path.of(folder.isEmpty() ? "." : folder, tool);
      if (Files.isExecutable(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }
}
