package org.medchain.harness.search;

import java.util.Locale;
import java.util.Optional;

/**
 * Searches until the first finding, in the JVM that has a mutant's classes in front; {@code
 * medchain mutants} reads what it prints, as it reads what the schedules print.
 */
final class HarnessMutantRun {
  private HarnessMutantRun() {}

  /** Two arguments: the first seed and how many. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    long first = Long.parseLong(arguments[0]);
    long count = Long.parseLong(arguments[1]);
    for (long seed = first; seed < first + count; seed++) {
      Optional<SearchFinding> found = SimulatedSearch.finding(seed);
      if (found.isPresent()) {
        System.out.println(found.get().line(seed, seed - first + 1));
        return;
      }
    }
    System.out.println("survived " + count);
  }
}
