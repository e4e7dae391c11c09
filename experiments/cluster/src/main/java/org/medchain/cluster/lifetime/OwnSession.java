package org.medchain.cluster.lifetime;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Words before a command that let it outlive the terminal and the group of this process. */
public final class OwnSession {
  private OwnSession() {}

  /** A session of its own where there is {@code setsid}, else deaf to the terminal's end. */
  public static List<String> wrapper() {
    Optional<Path> session = findOnPath("setsid");
    return session.isPresent()
        ? List.of(session.get().toString())
        : findOnPath("nohup").map(each -> List.of(each.toString())).orElse(List.of());
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
