package org.medchain.cluster.local;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.lifetime.ProcessTag;
import org.medchain.node.agency.client.Polling;
import org.medchain.node.durable.DurableFile;
import tools.jackson.core.JacksonException;

/**
 * The addresses of a process of a cluster (CLUSTER-1), written beside its config once it accepts
 * connections.
 *
 * @param pid of the process
 * @param startedAt when the process began, from the system; nothing where it does not
 * @param address for peers, host:port
 * @param adminUri its admin endpoint
 * @param shell its HTTP shell, if it has one (OPS-19)
 */
public record RunningProcess(
    @JsonProperty(required = true) long pid,
    @JsonProperty("begun") Optional<Instant> startedAt,
    @JsonProperty(required = true) String address,
    @JsonProperty(value = "operator", required = true) URI adminUri,
    Optional<URI> shell) {
  /** The file's name. */
  public static final String NAME = "running.yaml";

  /** What a command writes before the start. */
  private static final String START = "start.yaml";

  private static final Duration FORCED = Duration.ofSeconds(10);
  private static final long POLL_MS = 20;

  /** Systems count the beginning of a process in ticks, from a time that they know roughly. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  /** Of this process. */
  public static RunningProcess ofThisProcess(String address, URI operator, Optional<URI> shell) {
    ProcessHandle self = ProcessHandle.current();
    return new RunningProcess(self.pid(), self.info().startInstant(), address, operator, shell);
  }

  /** Written whole or not at all, into the folder of the process's config. */
  public void write(Path folder) throws IOException {
    NodeConfigFile.write(folder.resolve(NAME), this);
  }

  /** The record in a folder; empty if no process wrote one, or it cannot be read. */
  public static Optional<RunningProcess> read(Path folder) throws IOException {
    try {
      return NodeConfigFile.read(folder.resolve(NAME), RunningProcess.class);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** The address that is named as host:port; its name is resolved when it is dialled. */
  public static InetSocketAddress socketAddress(String text) {
    int colon = text.lastIndexOf(':');
    return InetSocketAddress.createUnresolved(
        text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }

  /** The process that wrote itself down in a folder, if it still runs. */
  public static Optional<ProcessHandle> process(Path folder) throws IOException {
    return read(folder).flatMap(RunningProcess::process);
  }

  /** Removes an earlier process's record. */
  public static void delete(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(NAME));
  }

  /** Writes down that a process with this tag is about to be started in a folder (CLUSTER-10). */
  public static void announce(Path folder, ProcessTag tag) throws IOException {
    DurableFile.write(folder.resolve(START), tag.line());
    delete(folder);
  }

  /** All processes of a folder: as one said itself, as a start was written down, as tags say. */
  public static List<ProcessHandle> all(Path folder) throws IOException {
    Path start = folder.resolve(START);
    String announced = Files.exists(start) ? Files.readString(start) : "";
    Stream<ProcessHandle> tagged =
        ProcessTag.all()
            .filter(
                each -> announced.equals(each.tag().line()) || isSame(each.tag().folder(), folder))
            .map(ProcessTag.TaggedProcess::process);
    return Stream.concat(process(folder).stream(), tagged).distinct().toList();
  }

  private static boolean isSame(Path tagged, Path own) {
    try {
      return tagged.equals(own) || (Files.exists(tagged) && Files.isSameFile(tagged, own));
    } catch (IOException e) {
      return false; // It was removed meanwhile.
    }
  }

  /**
   * Ends all processes of some folders in order (SIGTERM), by force those that take too long.
   *
   * @return those folders whose process had to be killed
   */
  public static List<Path> stop(List<Path> which, Duration limit)
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
        delete(each.getKey());
        Files.deleteIfExists(each.getKey().resolve(START));
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
    boolean ended =
        Polling.until(
            limit,
            POLL_MS,
            () -> {
              var unused = stop(List.of(own), limit);
              return all(own).isEmpty();
            });
    if (!ended) {
      throw new IOException("a process of " + own + " does not end");
    }
  }

  /** Whether it ended in time; else it is killed, which is waited for. */
  public static boolean end(ProcessHandle process, Duration limit) throws InterruptedException {
    if (Polling.until(limit, POLL_MS, () -> !process.isAlive())) {
      return true;
    }
    var unused = process.destroyForcibly();
    var unusedToo = Polling.until(FORCED, POLL_MS, () -> !process.isAlive());
    return false;
  }

  /**
   * The process, if it still runs: one that got the same number later began at another time and is
   * not ours.
   */
  public Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isSame);
  }

  private boolean isSame(ProcessHandle handle) {
    Optional<Instant> other = handle.info().startInstant();
    return startedAt.isEmpty()
        || other.isEmpty()
        || Duration.between(startedAt.get(), other.get()).abs().compareTo(TOLERANCE) <= 0;
  }
}
