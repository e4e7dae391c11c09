package org.medchain.experiments.results;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Git's status of the working tree (EXP-11). Git is optional: where it is not installed, or there
 * is no repository, the status is unknown.
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
    List<String> words = List.of("status", "--porcelain", "--untracked-files=all");
    return git(home, words, paths).map(String::isEmpty);
  }

  /** What git prints; empty where git is not available. */
  private static Optional<String> git(Path home, List<String> words, List<String> paths) {
    if (Files.notExists(home.resolve(".git"))) {
      return Optional.empty(); // Files outside the project do not count.
    }
    List<String> command = new ArrayList<>(words);
    command.add("--");
    command.addAll(CodeHash.coveredPaths(home, paths));
    return output(home, command);
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
