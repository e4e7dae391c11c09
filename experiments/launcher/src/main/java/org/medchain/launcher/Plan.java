package org.medchain.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The script's next step, as a line of shell: it becomes the command's process, so that no launcher
 * is between the terminal and the command.
 *
 * @param words how many of the script's own words are taken off first
 * @param before what the line does first: sets the umask, as Java cannot (OPS-22); or nothing
 * @param command that is started with the remaining words
 */
record Plan(int words, String before, List<String> command) {
  /** The line, with each word quoted for the shell. */
  String shell() {
    String quoted =
        command.stream()
            .map(each -> "'" + each.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
    return "shift " + words + "; " + before + "exec " + quoted + " \"$@\"";
  }

  /** A program of the JDK that this runs on. */
  static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }
}
