package org.medchain.consensus.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.medchain.checkout.Repository;

/**
 * A golden interaction file in {@code src/test/resources/golden}: paragraphs apart by a blank line,
 * each a step of this form, or only comments.
 *
 * <pre>
 * # One sentence that says what happens and why.
 * command
 * another command
 * ----
 * what the commands put out
 * </pre>
 *
 * <p>A step without its sentence is an error. With {@code -Drewrite} the outputs in the file are
 * replaced by the present ones instead of being compared; the diff is then for a human to read.
 */
public final class GoldenFile {
  private static final String RULE = "----";
  private static final String FOLDER = "src/test/resources/golden";

  private GoldenFile() {}

  /** Plays the file's commands to {@code driver} and compares, or rewrites, its outputs. */
  public static void check(String name, GoldenDriver driver) {
    Path file = file(name);
    try {
      String expected = Files.readString(file);
      String actual = replay(expected, driver);
      if (System.getProperty("rewrite") != null) {
        Files.writeString(file, actual);
      } else {
        assertThat(actual).as("%s; -Drewrite replaces the outputs in it", name).isEqualTo(expected);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each module that plays files to this driver has its own folder; a name is in one of them. */
  private static Path file(String name) {
    Path ofCore = Repository.file("reference-node/core").resolve(FOLDER).resolve(name);
    Path ofAdversary = Repository.file("reference-node/adversary").resolve(FOLDER).resolve(name);
    return Files.exists(ofAdversary) ? ofAdversary : ofCore;
  }

  /** The text of a golden file with its outputs replaced by those of {@code driver}. */
  private static String replay(String text, GoldenDriver driver) {
    StringBuilder replayed = new StringBuilder();
    List<String> paragraph = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i <= lines.size(); i++) {
      boolean end = i == lines.size() || lines.get(i).isBlank();
      if (!end) {
        paragraph.add(lines.get(i));
      } else if (!paragraph.isEmpty()) {
        replayed.append(replayed.isEmpty() ? "" : "\n");
        step(paragraph, i - paragraph.size() + 1, driver)
            .forEach(line -> replayed.append(line).append('\n'));
        paragraph.clear();
      }
    }
    return replayed.toString();
  }

  private static List<String> step(List<String> paragraph, int firstLine, GoldenDriver driver) {
    int rule = paragraph.indexOf(RULE);
    List<String> before = rule < 0 ? paragraph : paragraph.subList(0, rule);
    List<String> commands = before.stream().filter(line -> !line.startsWith("#")).toList();
    if (commands.isEmpty() && rule < 0) {
      return paragraph;
    }
    if (commands.isEmpty() || commands.size() == before.size()) {
      throw new IllegalArgumentException(
          "line " + firstLine + ": a step is a # sentence, commands, " + RULE + ", outputs");
    }
    List<String> step = new ArrayList<>(before);
    step.add(RULE);
    for (String command : commands) {
      List<String> outputs = driver.run(command);
      if (outputs.stream().anyMatch(String::isBlank)) {
        throw new IllegalStateException("a blank line would end the step of: " + command);
      }
      step.addAll(outputs);
    }
    return step;
  }
}
