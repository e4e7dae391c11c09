package org.medchain.cluster.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.medchain.cluster.lifetime.Lifeline;
import org.medchain.cluster.lifetime.ProcessTag;
import org.medchain.cluster.lifetime.ProcessTag.TaggedProcess;
import org.medchain.node.agency.client.Polling;
import org.medchain.node.durable.DurableFile;

/**
 * The processes of a cluster by their folders: started, found again, and ended. A process belongs
 * to this one until {@link #release} (CLUSTER-11).
 */
public final class MemberProcesses {
  private static final Duration FORCED = Duration.ofSeconds(10);
  private static final long POLL_MS = 20;

  /** In a process's folder: the token of its start, written down before it (CLUSTER-10). */
  private static final String RECORD = "start.yaml";

  private final Map<Path, Process> started = new ConcurrentHashMap<>();

  /**
   * Starts one that does not run; its start is written down before.
   *
   * @param own its folder
   * @param jvm what starts it
   * @param words its main class and arguments
   * @param output for what it says
   */
  public void start(Path own, DetachedJvm jvm, List<String> words, Path output) throws IOException {
    ProcessTag tag = ProcessTag.fresh(own);
    DurableFile.write(own.resolve(RECORD), tag.line());
    RunningProcess.delete(own);
    started.put(own, jvm.start(tag, words, output));
  }

  /** The process of a folder, if it runs: as it said itself, or as its start was written down. */
  public Optional<ProcessHandle> process(Path own) throws IOException {
    Process known = started.get(own);
    if (known != null && runs(known)) {
      return Optional.of(known.toHandle());
    }
    Optional<ProcessHandle> running = RunningProcess.process(own);
    return running.isPresent() ? running : recorded(own);
  }

  /** The process of a folder whose start is written down there. */
  private static Optional<ProcessHandle> recorded(Path own) throws IOException {
    String record;
    try {
      record = Files.readString(own.resolve(RECORD));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    return ProcessTag.all()
        .filter(each -> record.startsWith(each.tag().line()))
        .map(TaggedProcess::process)
        .findFirst();
  }

  /**
   * As its handle says, by which ends are awaited here: the process object hears of its end a
   * little later, and what ended would not be started again.
   */
  static boolean runs(Process known) {
    return known.toHandle().isAlive();
  }

  /** With which code the one ended that was started here last. */
  public OptionalInt exitCode(Path own) {
    Process known = started.get(own);
    return known == null || known.isAlive()
        ? OptionalInt.empty()
        : OptionalInt.of(known.exitValue());
  }

  /** All processes of a folder that run, also those of which nothing is written down. */
  public List<ProcessHandle> all(Path own) throws IOException {
    Map<Long, ProcessHandle> all = new LinkedHashMap<>();
    process(own).ifPresent(each -> all.put(each.pid(), each));
    ProcessTag.all()
        .filter(each -> isSame(each.tag().folder(), own))
        .forEach(each -> all.put(each.process().pid(), each.process()));
    return List.copyOf(all.values());
  }

  private static boolean isSame(Path tagged, Path own) {
    try {
      return tagged.equals(own) || (Files.exists(tagged) && Files.isSameFile(tagged, own));
    } catch (IOException e) {
      return false; // It was removed meanwhile.
    }
  }

  /** What was started here lives on without this process. */
  public void release() {
    started.values().forEach(Lifeline::release);
  }

  /** Folders of what was started here and runs. */
  public List<Path> startedHere() {
    return started.entrySet().stream()
        .filter(each -> runs(each.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Ends a process at once (SIGKILL), and waits for that. */
  public void kill(Path own) throws IOException, InterruptedException {
    Optional<ProcessHandle> process = process(own);
    if (process.isPresent()) {
      end(process.get(), Duration.ZERO);
    }
  }

  /**
   * Ends all processes of some folders in order (SIGTERM), by force those that take too long.
   *
   * @return those folders whose process had to be killed
   */
  public List<Path> stop(List<Path> which, Duration limit)
      throws IOException, InterruptedException {
    Map<Path, List<ProcessHandle>> alive = new LinkedHashMap<>();
    for (Path own : which) {
      alive.put(own, all(own));
    }
    alive.values().forEach(each -> each.forEach(ProcessHandle::destroy));
    long endNs = System.nanoTime() + limit.toNanos();
    List<Path> forced = new ArrayList<>();
    for (Map.Entry<Path, List<ProcessHandle>> each : alive.entrySet()) {
      boolean inOrder = true;
      for (ProcessHandle process : each.getValue()) {
        inOrder &= end(process, Duration.ofNanos(Math.max(0, endNs - System.nanoTime())));
      }
      if (!inOrder) {
        forced.add(each.getKey());
      }
      if (each.getValue().stream().noneMatch(ProcessHandle::isAlive)) {
        RunningProcess.delete(each.getKey());
        Files.deleteIfExists(each.getKey().resolve(RECORD));
      }
    }
    return forced;
  }

  /**
   * Ends all processes of a folder, also one that has not said yet where it is reached, as an
   * interrupted command may have left it. One that changes its program as it is looked for (the
   * start's wrapper) shows no command line, so it is looked for again after the stop.
   */
  public static void endAll(Path own, Duration limit) throws IOException, InterruptedException {
    MemberProcesses processes = new MemberProcesses();
    boolean ended =
        Polling.until(
            limit,
            POLL_MS,
            () -> {
              var unused = processes.stop(List.of(own), limit);
              return processes.all(own).isEmpty();
            });
    if (!ended) {
      throw new IOException("a process of " + own + " does not end");
    }
  }

  /** Whether it ended in time; else it is killed. */
  private static boolean end(ProcessHandle process, Duration limit) throws InterruptedException {
    if (Polling.until(limit, POLL_MS, () -> !process.isAlive())) {
      return true;
    }
    var unused = process.destroyForcibly();
    var unusedToo = Polling.until(FORCED, POLL_MS, () -> !process.isAlive());
    return false;
  }
}
