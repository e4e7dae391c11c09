package org.medchain.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The message-level model of PBFT, run at random: messages are explicit, get lost and overtake each
 * other, so that what the smaller models leave out for the sake of size is dropped here (TRACE-8).
 * Recorded runs are held against the same actions.
 *
 * <p>Ten defects are planted, most of them a rule that correct nodes do not keep; a run finds each.
 */
class PbftMessagesModelTest extends ModelTest {
  private static final String MODEL = "PbftMessagesSim";

  @Override
  List<Case> cases() {
    return Stream.concat(
            Stream.of(Case.holds(MODEL, "messages-simulation-short", 0)),
            Stream.of(
                witness("NobodyDecides2"),
                witness("NobodyDecidesInNext"),
                defect("uncounted", "Agreement"),
                defect("undemanded", "DecidedStays")))
        .toList();
  }

  @Override
  List<Case> largeCases() {
    return List.of(
        Case.holds(MODEL, "messages-simulation", 0),
        Case.holds(MODEL, "messages-simulation-long", 0),
        defect("oneVote", "CertificateUnique"),
        defect("M01", "CertificateUnique"),
        defect("unreceived", "CertificateUnique"),
        defect("forgets", "CertificateUnique"),
        defect("early", "DecidedStays"),
        defect("silent", "DecidedStays"),
        defect("few", "DecidedStays"),
        defect("unlinked", "DecidedLinked"));
  }

  /** What is claimed never to happen does happen. */
  private static Case witness(String claim) {
    return Case.violates(MODEL, "messages-witness-" + claim, claim);
  }

  private static Case defect(String name, String violated) {
    return Case.violates(MODEL, "messages-" + name, violated);
  }

  /**
   * How many random runs, how long, of which seed. Few are enough for every action to happen, if
   * they are well chosen; what must fail ends at the first run that shows it.
   */
  private static List<String> runs(Case each) {
    return switch (each.config()) {
      case "messages-simulation-short" -> runs(3, 150, 11);
      case "messages-simulation" -> runs(40, 150, 7);
      case "messages-simulation-long" -> runs(1_000, 400, 29);
      default -> runs(20_000, 80, 1);
    };
  }

  private static List<String> runs(int number, int steps, int seed) {
    return List.of("num=" + number, "-depth", "" + steps, "-seed", "" + seed);
  }

  /** A run may come to its end: the model has few heights and views. */
  @Override
  ModelChecker.Result run(Case each) {
    List<String> options = new ArrayList<>(List.of("-deadlock", "-simulate"));
    options.addAll(runs(each));
    ModelChecker.Result result =
        ModelChecker.check(
            each.config(), each.module(), each.file(), options.toArray(String[]::new));
    if (each.expected().equals("holds")) {
      Map<String, Long> happened = happened(result.output());
      System.out.println(each.config() + ", successors of each action, at least: " + happened);
      assertThat(happened.keySet())
          .as("actions that happened")
          .isEqualTo(found("(?:Does|Alone)\\(\"(\\w+)\"", text(each)))
          .hasSizeGreaterThan(20);
    }
    return result;
  }

  /** By action, the last number that was told: a power of ten. */
  private static Map<String, Long> happened(String output) {
    Map<String, Long> last = new TreeMap<>();
    Pattern.compile("\"happened\", \"(\\w+)\", (\\d+)")
        .matcher(output)
        .results()
        .forEach(told -> last.merge(told.group(1), Long.valueOf(told.group(2)), Math::max));
    return last;
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
