package org.medchain.cluster.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.medchain.cluster.lifetime.BoundedOutput;
import org.medchain.cluster.lifetime.Lifeline;
import org.medchain.cluster.lifetime.OwnSession;
import org.medchain.cluster.lifetime.ProcessTag;
import org.medchain.launcher.NodeJvm;
import org.medchain.node.durable.PrivateFiles;

/**
 * A JVM that outlives the process that starts it (CLUSTER-2): in a session of its own where the
 * system has {@code setsid}, else at least deaf to the end of the terminal ({@code nohup}); its
 * output goes to a file, which is kept small ({@link BoundedOutput}).
 *
 * @param options of the JVM besides those that every process needs
 * @param classPath where its classes are
 */
public record DetachedJvm(List<String> options, String classPath) {
  /** From this JDK on, it warns of what libraries do with memory. */
  private static final int UNSAFE_WARNING_JDK = 23;

  public DetachedJvm {
    options = List.copyOf(options);
  }

  /**
   * Starts a process, which ends with this one until it is released ({@link Lifeline}).
   *
   * @param tag by which it is found
   * @param words its main class and arguments
   * @param said file for its output
   */
  public Process start(ProcessTag tag, List<String> words, Path said) throws IOException {
    PrivateFiles.createForAppending(said);
    List<String> all = new ArrayList<>();
    all.add("-D" + BoundedOutput.PROPERTY + "=" + said.toAbsolutePath());
    all.addAll(defaultOptions());
    all.addAll(StartupCache.options());
    all.addAll(options);
    return Lifeline.start(
        new ProcessBuilder(command(OwnSession.wrapper(), tag, all, classPath, words))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile())));
  }

  /** The command of a JVM with a tag, with the options that every class path needs. */
  static List<String> command(
      List<String> before,
      ProcessTag tag,
      List<String> options,
      String classPath,
      List<String> words) {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(tag.option());
    command.add("--enable-native-access=ALL-UNNAMED");
    if (Runtime.version().feature() >= UNSAFE_WARNING_JDK) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    // What would lie in the system's temporary folder, also after the process was killed.
    command.add("-XX:-UsePerfData");
    command.addAll(options);
    command.addAll(List.of("-cp", classPath));
    command.addAll(words);
    return command;
  }

  /** Options for a small machine; a later option of the plan goes first. */
  private static List<String> defaultOptions() {
    List<String> usual = new ArrayList<>();
    usual.add("-Djava.awt.headless=true");
    usual.add("-Dslf4j.provider=ch.qos.logback.classic.spi.LogbackServiceProvider");
    usual.add("-Dslf4j.internal.verbosity=WARN");
    // All processes start at once, and half of their processor time would be the compilers'.
    usual.add("-XX:CompileThresholdScaling=8");
    usual.addAll(NodeJvm.options());
    usual.add("-Xms96m");
    usual.add("-Xmx" + NodeJvm.HEAP_MIB + "m");
    if (Runtime.getRuntime().availableProcessors() <= 2) {
      usual.add("-XX:+UseSerialGC");
    }
    return usual;
  }
}
