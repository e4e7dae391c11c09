package org.medchain.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The script's next step, as a line of shell: it becomes the command's process, so that no launcher
 * is between the terminal and the command.
 *
 * @param words how many of the script's own words are taken off first
 * @param umask that it begins with, as Java cannot set it (OPS-22); empty: the shell's
 * @param command that is started with the remaining words
 */
record Plan(int words, Optional<String> umask, List<String> command) {
  /** With the umask of the shell. */
  Plan(int words, List<String> command) {
    this(words, Optional.empty(), command);
  }

  /** The line. */
  String shell() {
    String quoted = command.stream().map(Plan::quoted).collect(Collectors.joining(" "));
    String mask = umask.map(each -> "umask " + each + "; ").orElse("");
    return "shift " + words + "; " + mask + "exec " + quoted + " \"$@\"";
  }

  /** One quoted word for the shell, with any characters. */
  static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  /** A program of the JDK that this runs on. */
  static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }
}
