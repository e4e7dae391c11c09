package org.medchain.experiments.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The commit that is checked out, read from git's own files (gitrepository-layout): {@code git}
 * need not be installed and is not started.
 */
public final class GitHead {
  private static final String REFERENCE = "ref: ";
  private static final String LINK = "gitdir: ";

  private GitHead() {}

  /** The commit's hash; empty outside a repository and before a first commit. */
  public static Optional<String> commit(Path home) {
    try {
      Path folder = folder(home.resolve(".git"));
      String head = Files.readString(folder.resolve("HEAD")).strip();
      if (!head.startsWith(REFERENCE)) {
        return hash(head);
      }
      return reference(folder, head.substring(REFERENCE.length()));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** A worktree has a file there that names its folder. */
  private static Path folder(Path git) throws IOException {
    if (Files.isDirectory(git)) {
      return git;
    }
    String link = Files.readString(git).strip();
    return git.resolveSibling(link.substring(LINK.length()));
  }

  private static Optional<String> reference(Path folder, String name) throws IOException {
    Path common = folder.resolve("commondir");
    Path shared = Files.exists(common) ? folder.resolve(Files.readString(common).strip()) : folder;
    for (Path place : List.of(folder, shared)) {
      if (Files.exists(place.resolve(name))) {
        return hash(Files.readString(place.resolve(name)).strip());
      }
    }
    Path packed = shared.resolve("packed-refs");
    if (!Files.exists(packed)) {
      return Optional.empty();
    }
    return Files.readAllLines(packed).stream()
        .filter(line -> line.endsWith(" " + name))
        .findFirst()
        .flatMap(line -> hash(line.substring(0, line.indexOf(' '))));
  }

  private static Optional<String> hash(String text) {
    return text.matches("[0-9a-f]{40,64}") ? Optional.of(text) : Optional.empty();
  }
}
