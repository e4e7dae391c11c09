package org.medchain.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of a checkout that git knows or does not ignore, and the commit that they are of.
 *
 * @param commit that is checked out
 * @param clean whether all files are as the commit has them
 * @param files by path from the root
 */
record CommittedTree(String commit, boolean clean, SortedMap<String, ReleaseEntry> files) {
  /**
   * Asks git.
   *
   * @throws IOException if this is no checkout, or there is no git
   */
  static CommittedTree of(Path home) throws IOException, InterruptedException {
    String commit = git(home, "rev-parse", "HEAD").strip();
    boolean clean = git(home, "status", "--porcelain").isEmpty();
    SortedMap<String, ReleaseEntry> files = new TreeMap<>();
    String listed = git(home, "ls-files", "-z", "--cached", "--others", "--exclude-standard");
    for (String path : listed.split("\0", -1)) {
      Path file = home.resolve(path);
      if (!path.isEmpty() && Files.isRegularFile(file)) {
        files.put(path, ReleaseEntry.of(file));
      }
    }
    return new CommittedTree(commit, clean, files);
  }

  private static String git(Path home, String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "--no-optional-locks"));
    command.addAll(List.of(words));
    Process git =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    git.getOutputStream().close();
    String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (git.waitFor() != 0) {
      throw new IOException(home + " is no git checkout: a release is made from a commit");
    }
    return text;
  }
}
