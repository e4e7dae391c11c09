package org.medchain.agents;

import java.util.LinkedHashMap;
import java.util.Map;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;

/** Small populations and rules for the tests of this package. */
final class SmallPopulations {
  private SmallPopulations() {}

  /** Names and counts in turn. */
  static Map<String, Integer> of(Object... namesAndCounts) {
    Map<String, Integer> population = new LinkedHashMap<>();
    for (int i = 0; i < namesAndCounts.length; i += 2) {
      population.put((String) namesAndCounts[i], (Integer) namesAndCounts[i + 1]);
    }
    return population;
  }

  /** One of everything, more or less. */
  static Map<String, Integer> everybody() {
    return of(
        "honest",
        8,
        "false",
        2,
        "whitewasher",
        2,
        "sybil",
        2,
        "free rider",
        2,
        "hit-and-run",
        2,
        "colluder",
        2,
        "splitter",
        2,
        "rubber stamper",
        2);
  }

  /** The standard rules with committees of 5, of whom 3 decide. */
  static CreditParameters smallCommittees() {
    return CreditParameters.standard().with(Parameter.VERIFIERS, 5).with(Parameter.QUORUM, 3);
  }

  /** The same where a vote neither pays nor costs anything. */
  static CreditParameters unpaidVotes() {
    return smallCommittees()
        .with(Parameter.VERIFIER_REWARD, 0)
        .with(Parameter.VERIFIER_PENALTY, 0)
        .with(Parameter.VERIFYING_COST, 0);
  }
}
