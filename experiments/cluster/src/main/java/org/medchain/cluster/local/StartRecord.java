package org.medchain.cluster.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medchain.cluster.lifetime.ProcessTag;
import org.medchain.cluster.lifetime.ProcessTag.TaggedProcess;
import org.medchain.node.durable.DurableFile;

/**
 * The start of a process, written down in its folder before it is started (CLUSTER-10): with the
 * token on its command line it is found even if its number was never written.
 *
 * @param token of the start ({@link ProcessTag})
 * @param pid of the process, as soon as it is known
 */
public record StartRecord(String token, Optional<Long> pid) {
  /** The file's name. */
  public static final String NAME = "start.yaml";

  private static final Pattern TEXT =
      Pattern.compile("token: ([0-9a-f-]{36})\n(?:pid: (\\d{1,18})\n)?");

  /** Of a process that is about to be started. */
  static StartRecord of(ProcessTag tag) {
    return new StartRecord(tag.token(), Optional.empty());
  }

  /** The same with its process. */
  StartRecord with(Process process) {
    return new StartRecord(token, Optional.of(process.pid()));
  }

  /** Written whole or not at all. */
  void write(Path folder) throws IOException {
    DurableFile.write(
        folder.resolve(NAME),
        "token: " + token + "\n" + pid.map(each -> "pid: " + each + "\n").orElse(""));
  }

  /** The record in a folder; empty if there is none, or it cannot be read. */
  static Optional<StartRecord> read(Path folder) throws IOException {
    String text;
    try {
      text = Files.readString(folder.resolve(NAME));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new StartRecord(
                matcher.group(1), Optional.ofNullable(matcher.group(2)).map(Long::parseLong)))
        : Optional.empty();
  }

  /** Removes the record of a process that has ended. */
  public static void delete(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(NAME));
  }

  /** The process, if it runs. */
  Optional<ProcessHandle> process() {
    if (pid.isPresent() && ProcessHandle.of(pid.get()).isEmpty()) {
      return Optional.empty();
    }
    return ProcessTag.all()
        .filter(each -> each.tag().token().equals(token))
        .map(TaggedProcess::process)
        .findFirst();
  }
}
