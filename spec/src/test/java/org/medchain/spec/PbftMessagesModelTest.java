package org.medchain.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The message-level model of PBFT, run at random: messages are explicit, get lost and overtake each
 * other, so that what the smaller models leave out for the sake of size is dropped here (TRACE-8).
 * Recorded runs are held against the same actions.
 */
class PbftMessagesModelTest extends ModelTest {
  private static final String MODEL = "PbftMessagesSim";

  @Override
  List<Case> cases() {
    return List.of(Case.holds(MODEL, "messages-simulation-short", 0));
  }

  @Override
  List<Case> largeCases() {
    return List.of(Case.holds(MODEL, "messages-simulation", 0));
  }

  /** Few runs are enough for every action to happen, if they are well chosen. */
  private static List<String> runs(Case each) {
    return each.config().endsWith("-short")
        ? List.of("num=3", "-depth", "150", "-seed", "12")
        : List.of("num=40", "-depth", "150", "-seed", "7");
  }

  /** A run may come to its end: the model has few heights and views. */
  @Override
  ModelChecker.Result run(Case each) {
    List<String> options = new ArrayList<>(List.of("-deadlock", "-simulate"));
    options.addAll(runs(each));
    ModelChecker.Result result =
        ModelChecker.check(
            each.config(), each.module(), each.file(), options.toArray(String[]::new));
    assertThat(found("\"happened\", \"(\\w+)\"", result.output()))
        .as("actions that happened")
        .isEqualTo(found("(?:Does|Alone)\\(\"(\\w+)\"", text(each)))
        .hasSizeGreaterThan(20);
    return result;
  }

  private static String text(Case each) {
    try {
      return Files.readString(each.module());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> found(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
