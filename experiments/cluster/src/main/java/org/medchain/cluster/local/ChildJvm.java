package org.medchain.cluster.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.medchain.cluster.lifetime.Lifeline;
import org.medchain.cluster.lifetime.ProcessTag;
import org.medchain.launcher.ShutdownHook;

/**
 * A JVM beside this one, with the same class path; ends with {@link #close}, and with this process,
 * even after SIGKILL (CLUSTER-13).
 */
public final class ChildJvm implements AutoCloseable {
  private static final long STOP_SECONDS = 20;

  private final String name;
  private final Path errors;
  private final Process process;
  private final BufferedReader out;
  private final ShutdownHook hook;

  private ChildJvm(String name, Path errors, Process process) {
    this.name = name;
    this.errors = errors;
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
    this.hook = new ShutdownHook("end of " + name, process::destroyForcibly);
  }

  /**
   * Starts one.
   *
   * @param own its folder, for temporary files
   * @param errors file for its stderr, in that folder
   * @param options of the JVM
   * @param main class and arguments
   */
  public static ChildJvm start(
      String name, Path own, String errors, List<String> options, List<String> main)
      throws IOException {
    return startBy(List.of(), name, own, errors, options, main);
  }

  /** The same by a command that starts the JVM, e.g. at the least priority. */
  public static ChildJvm startBy(
      List<String> before,
      String name,
      Path own,
      String errors,
      List<String> options,
      List<String> main)
      throws IOException {
    List<String> all = new ArrayList<>();
    all.add("-Djava.io.tmpdir=" + FolderOperations.temporaryFolder(own));
    all.addAll(options);
    List<String> command =
        DetachedJvm.command(
            before, ProcessTag.fresh(own), all, System.getProperty("java.class.path"), main);
    Path said = own.resolve(errors);
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(said.toFile());
    return new ChildJvm(name, said, Lifeline.start(builder));
  }

  /** Whether it still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Processor time so far, in nanoseconds; 0 where the platform does not report it. */
  public long cpuNs() {
    return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
  }

  /** Sends a line and waits for the reply line. */
  public String request(String line, Duration limit) throws IOException {
    OutputStream in = process.getOutputStream();
    in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    in.flush();
    FutureTask<String> answer = new FutureTask<>(out::readLine);
    Thread.ofPlatform().daemon().name("answer of " + name).start(answer);
    try {
      String said = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (said == null) {
        throw new IOException(name + " ended: " + stderrTail());
      }
      return said;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(name + ": interrupted", e);
    } catch (ExecutionException e) {
      throw new IOException(name + " ended: " + stderrTail(), e);
    } catch (TimeoutException e) {
      throw new IOException(
          name + " did not reply within " + limit.toSeconds() + " s: " + stderrTail(), e);
    }
  }

  /** The end of its stderr. */
  public String stderrTail() throws IOException {
    List<String> lines = Files.readAllLines(errors);
    return String.join(" / ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
  }

  @Override
  public void close() {
    hook.close();
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
