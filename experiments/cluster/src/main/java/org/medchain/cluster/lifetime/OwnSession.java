package org.medchain.cluster.lifetime;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Words before a command that let it outlive the terminal and the group of this process. */
public final class OwnSession {
  private OwnSession() {}

  /** A session of its own where there is {@code setsid}, else deaf to the terminal's end. */
  public static List<String> wrapper() {
    Stream<String> session =
        findOnPath("setsid").or(() -> findOnPath("nohup")).map(Path::toString).stream();
    return Stream.concat(session, umask()).toList();
  }

  /** So that all that the process makes is its owner's alone, libraries included (OPS-22). */
  private static Stream<String> umask() {
    return findOnPath("sh").stream()
        .flatMap(shell -> Stream.of(shell.toString(), "-c", "umask 077; exec \"$@\"", "sh"));
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
