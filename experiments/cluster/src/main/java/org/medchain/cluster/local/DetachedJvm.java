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

  /** Copies the list. */
  public DetachedJvm {
    options = List.copyOf(options);
  }

  /** With the classes of this process. */
  public DetachedJvm(List<String> options) {
    this(options, System.getProperty("java.class.path"));
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
    List<String> command = new ArrayList<>(OwnSession.wrapper());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(tag.option());
    command.add("-D" + BoundedOutput.PROPERTY + "=" + said.toAbsolutePath());
    command.addAll(defaultOptions());
    command.addAll(StartupCache.options());
    command.addAll(options);
    command.add("-cp");
    command.add(classPath);
    command.addAll(words);
    return Lifeline.start(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile())));
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
    usual.addAll(NodeJvm.options());
    usual.add("-Xms96m");
    usual.add("-Xmx" + NodeJvm.HEAP_MIB + "m");
    if (Runtime.getRuntime().availableProcessors() <= 2) {
      usual.add("-XX:+UseSerialGC");
    }
    return usual;
  }
}
