package org.medchain.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The script's next step, as a line of shell: it becomes the command's process, so that no launcher
 * is between the terminal and the command.
 *
 * @param words how many of the script's own words are taken off first
 * @param command that is started with the remaining words
 */
record Plan(int words, List<String> command) {
  /** The line. */
  String shell() {
    String quoted = command.stream().map(Plan::quoted).collect(Collectors.joining(" "));
    return "shift " + words + "; exec " + quoted + " \"$@\"";
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
