package org.medchain.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Maven with the profile {@code quick}, on this JDK, and its words in a log. */
record Maven(Path home) {
  private static final String END = "-> [Help 1]";
  private static final int LAST_LINES = 20;

  /** Whether there is one on the path of the shell. */
  static boolean isThere() {
    return Tools.find("mvn").isPresent();
  }

  /** Runs it; false if it ended with an error. */
  boolean run(Path log, List<String> words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Tools.find("mvn").map(Path::toString).orElse("mvn"));
    command.addAll(List.of("-B", "-ntp", "-Pquick", "-Dmaven.test.skip"));
    command.addAll(words);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return Child.run(builder, List.of()) == 0;
  }

  /** What went wrong, without Maven's advice on how to read its errors. */
  static List<String> lastWords(Path log) throws IOException {
    List<String> words = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      if (!line.startsWith("[INFO]")) {
        words.add(line);
      }
      if (line.contains(END)) {
        break;
      }
    }
    return words.subList(Math.max(0, words.size() - LAST_LINES), words.size());
  }
}
