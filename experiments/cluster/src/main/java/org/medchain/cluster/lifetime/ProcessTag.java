package org.medchain.cluster.lifetime;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a process says on its command line about its start, so that any later command finds it even
 * if nothing about it was written down: a property of its JVM.
 *
 * @param token of this start alone
 * @param owner number of the process that started it
 * @param home the project's root, as that one knows it
 * @param folder of the process
 */
public record ProcessTag(String token, long owner, Path home, Path folder) {
  /** Of a JVM that has a tag, and with it a lifeline. */
  static final String PROPERTY = "medchain.process";

  private static final Pattern OPTION =
      Pattern.compile("-D" + PROPERTY + "=([0-9a-f-]{36})\\|(\\d{1,18})\\|([^|]*)\\|([^|]*)\\|");

  /**
   * A process with its tag.
   *
   * @param tag of it
   * @param process that runs
   */
  public record TaggedProcess(ProcessTag tag, ProcessHandle process) {
    /**
     * Whether the process that started it still runs. One that got the same number later began
     * after this one.
     */
    public boolean hasOwner() {
      Optional<Instant> own = process.info().startInstant();
      return ProcessHandle.of(tag.owner)
          .filter(ProcessHandle::isAlive)
          .filter(
              each ->
                  own.isEmpty() || each.info().startInstant().filter(own.get()::isBefore).isEmpty())
          .isPresent();
    }
  }

  /** For a process that this one is about to start. */
  public static ProcessTag fresh(Path folder) {
    return new ProcessTag(
        UUID.randomUUID().toString(),
        ProcessHandle.current().pid(),
        homeOfThis(),
        folder.toAbsolutePath().normalize());
  }

  /** The project's root, as this process knows it. */
  public static Path homeOfThis() {
    return Path.of(System.getProperty("medchain.home", "")).toAbsolutePath().normalize();
  }

  /**
   * The JVM's option. It has to be among the first: systems show only the beginning of a command
   * line.
   */
  public String option() {
    return "-D" + PROPERTY + "=" + token + "|" + owner + "|" + home + "|" + folder + "|";
  }

  /** The line by which the start is written down (CLUSTER-10). */
  public String line() {
    return "token: " + token + "\n";
  }

  /** All tagged processes of this machine, as far as it shows command lines. */
  public static Stream<TaggedProcess> all() {
    return ProcessHandle.allProcesses()
        .filter(ProcessHandle::isAlive)
        .flatMap(each -> of(each).map(tag -> new TaggedProcess(tag, each)).stream());
  }

  private static Optional<ProcessTag> of(ProcessHandle process) {
    return process.info().commandLine().flatMap(ProcessTag::parse);
  }

  static Optional<ProcessTag> parse(String commandLine) {
    Matcher found = OPTION.matcher(commandLine);
    if (!found.find()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ProcessTag(
              found.group(1),
              Long.parseLong(found.group(2)),
              Path.of(found.group(3)),
              Path.of(found.group(4))));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
