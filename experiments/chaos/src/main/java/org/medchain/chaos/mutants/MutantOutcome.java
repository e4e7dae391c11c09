package org.medchain.chaos.mutants;

import java.util.Locale;
import java.util.Optional;

/**
 * The result of the search for a planted defect.
 *
 * @param id of the mutant; {@link #CONTROL} is the unchanged code
 * @param title of the defect
 * @param targetedTest a unit test that kills it too; empty if it names no test
 * @param oracle which found it; empty if no oracle did
 * @param text what the oracle found
 * @param firstSeed the seed that showed it; 0 if none did
 * @param tried seeds played
 */
public record MutantOutcome(
    String id,
    String title,
    String targetedTest,
    Optional<String> oracle,
    String text,
    long firstSeed,
    long tried) {
  /** The id of the code as it is, in which nothing may be found (SCH-7). */
  public static final String CONTROL = "none";

  /** The first line of the table of results. */
  public static final String HEADER = "mutant,killed,oracle,first_seed,seeds_tried,targeted_test";

  /** Reads what {@link MutantRun} printed. */
  static MutantOutcome read(String id, String title, String targetedTest, String said) {
    String[] words = said.strip().split(" ", 5);
    if (words.length == 5 && words[0].equals("killed")) {
      return new MutantOutcome(
          id,
          title,
          targetedTest,
          Optional.of(words[1]),
          words[4],
          Long.parseLong(words[2]),
          Long.parseLong(words[3]));
    }
    if (words.length == 2 && words[0].equals("survived")) {
      return new MutantOutcome(
          id, title, targetedTest, Optional.empty(), "", 0, Long.parseLong(words[1]));
    }
    throw new IllegalArgumentException("the search for " + id + " ended without a result: " + said);
  }

  boolean killed() {
    return oracle.isPresent();
  }

  /**
   * Whether the result is as expected: every defect is found, and no violation in the unchanged
   * code.
   */
  boolean isFine() {
    return killed() != id.equals(CONTROL);
  }

  /** Its row under {@link #HEADER}; what is absent stays empty. */
  public String row() {
    String seed = killed() ? Long.toString(firstSeed) : "";
    return String.join(
        ",",
        id,
        Boolean.toString(killed()),
        oracle.orElse(""),
        seed,
        Long.toString(tried),
        targetedTest);
  }

  /** Its line on a terminal. */
  public String line() {
    String word = killed() ? "killed" : id.equals(CONTROL) ? "sound" : "SURVIVED";
    String seed = killed() ? Long.toString(firstSeed) : "-";
    return String.format(
        Locale.ROOT,
        "%-5s %-8s %-5s %6s %7d  %s",
        id,
        word,
        oracle.orElse("-"),
        seed,
        tried,
        title);
  }
}
