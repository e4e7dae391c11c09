package org.medchain.experiments.results;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The commit that is checked out, and the status of its working tree (EXP-11). Git is optional:
 * where it is not installed, or there is no repository, both are unknown.
 */
public final class GitWorkingTree {
  private GitWorkingTree() {}

  /**
   * Whether this code is as the commit that is checked out has it: nothing changed, removed or
   * added. Other files do not matter.
   *
   * @param paths as {@link CodeHash#of} takes them
   */
  public static Optional<Boolean> isClean(Path home, List<String> paths) {
    List<String> words =
        new ArrayList<>(List.of("status", "--porcelain", "--untracked-files=all", "--"));
    words.addAll(CodeHash.coveredPaths(home, paths));
    return git(home, words).map(String::isEmpty);
  }

  /** The commit that is checked out. */
  public static Optional<String> commit(Path home) {
    return git(home, List.of("rev-parse", "--verify", "HEAD")).map(String::strip);
  }

  private static Optional<String> git(Path home, List<String> words) {
    return Files.exists(home.resolve(".git"))
        ? output(home, words)
        : Optional.empty(); // A repository around the project is another one.
  }

  /** What git prints in a folder; empty where it is not available, or ends with an error. */
  public static Optional<String> output(Path folder, List<String> words) {
    List<String> command = new ArrayList<>(List.of("git", "--no-optional-locks"));
    command.addAll(words);
    try {
      Process git =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      git.getOutputStream().close();
      String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return git.waitFor() == 0 ? Optional.of(text) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
