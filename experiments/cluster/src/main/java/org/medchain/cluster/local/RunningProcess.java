package org.medchain.cluster.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medchain.node.durable.DurableFile;

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
    long pid, Optional<Instant> startedAt, String address, URI adminUri, Optional<URI> shell) {
  /** The file's name. */
  public static final String NAME = "running.yaml";

  /** Systems count the beginning of a process in ticks, from a time that they know roughly. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private static final Pattern TEXT =
      Pattern.compile(
          """
          pid: (\\d{1,18})
          begun: "([^"\n]*)"
          address: "([^"\n]+)"
          operator: "([^"\n]+)"
          (?:shell: "([^"\n]+)"
          )?\
          """);

  /** Of this process. */
  public static RunningProcess ofThisProcess(String address, URI operator, Optional<URI> shell) {
    ProcessHandle self = ProcessHandle.current();
    return new RunningProcess(self.pid(), self.info().startInstant(), address, operator, shell);
  }

  /** Written whole or not at all, into the folder of the process's config. */
  public void write(Path folder) throws IOException {
    String text =
        String.format(
            Locale.ROOT,
            "pid: %d\nbegun: \"%s\"\naddress: \"%s\"\noperator: \"%s\"\n%s",
            pid,
            startedAt.map(Instant::toString).orElse(""),
            address,
            adminUri,
            shell.map(url -> "shell: \"" + url + "\"\n").orElse(""));
    DurableFile.write(folder.resolve(NAME), text);
  }

  /** The record in a folder; empty if no process wrote one, or it cannot be read. */
  public static Optional<RunningProcess> read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new RunningProcess(
            Long.parseLong(matcher.group(1)),
            Optional.of(matcher.group(2)).filter(each -> !each.isEmpty()).map(Instant::parse),
            matcher.group(3),
            URI.create(matcher.group(4)),
            Optional.ofNullable(matcher.group(5)).map(URI::create)));
  }

  /** The address that is named as host:port; its name is resolved when it is dialled. */
  public static InetSocketAddress socketAddress(String text) {
    int colon = text.lastIndexOf(':');
    return InetSocketAddress.createUnresolved(
        text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
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
