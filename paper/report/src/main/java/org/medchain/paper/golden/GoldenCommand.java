package org.medchain.paper.golden;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A command whose output is known.
 *
 * @param name of it, short
 * @param words of the command; {@link #OUT} stands for a folder of its own
 * @param shows what a reader sees by it
 * @param exit code that it ends with
 * @param stdout file that holds what it prints; none: that is not compared
 * @param files that it writes, beside those that they must equal
 */
record GoldenCommand(
    String name,
    List<String> words,
    String shows,
    int exit,
    Optional<Path> stdout,
    List<GoldenOutput> files) {
  /** In words, and in what is printed, the folder that a command writes to. */
  static final String OUT = "OUT";

  /** In what is printed, the project's root. */
  static final String HOME = "HOME";

  /**
   * A file or folder that is written.
   *
   * @param made from the command's own folder; {@code *} stands for a part of a name
   * @param golden from the project's root; of a folder, each file in it counts
   */
  record GoldenOutput(String made, Path golden) {}
}
