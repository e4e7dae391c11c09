package org.medchain.cluster.local;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.medchain.cluster.file.NodeConfigFile;
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
