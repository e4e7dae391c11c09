package org.medchain.comparison.theory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.medchain.comparison.theory.RequiredPrecision.TheoryComparison;

/** CMP-23: the intervals are what they say. */
@Tag("exhaustive")
class IntervalCoverageTest {
  private static final int MASTERS = 200;

  @Test
  void ofTimesAndHashes() {
    assertCoverage(31_000, 100, SimulatedConfirmationTest.undelayed(3));
  }

  @Test
  void ofForks() {
    assertCoverage(32_000, 10, SimulatedForksTest.forks(4, 5));
  }

  @Test
  void ofAvailability() {
    assertCoverage(33_000, 200, SimulatedAvailabilityTest.crashes(4, 0.3));
  }

  @Test
  void ofCommittees() {
    assertCoverage(34_000, 200, SimulatedCommitteeTest.draws(40, 12, 7));
  }

  /** The whole procedure, pilot included, for each master seed. */
  private static void assertCoverage(
      long first, int pilot, RequiredPrecision.Experiment experiment) {
    Map<String, Integer> covered = new TreeMap<>();
    for (int master = 0; master < MASTERS; master++) {
      for (TheoryComparison figure :
          RequiredPrecision.COVERAGE.sized(first + master, pilot, experiment)) {
        covered.merge(
            figure.name(), figure.estimate().covers(figure.exact()) ? 1 : 0, Integer::sum);
      }
    }
    System.out.println("covered of " + MASTERS + ": " + covered);
    assertThat(covered).isNotEmpty();
    assertThat(covered.values())
        .as("of %d intervals hold the exact value: %s", MASTERS, covered)
        .allMatch(many -> many >= 0.96 * MASTERS);
  }
}
