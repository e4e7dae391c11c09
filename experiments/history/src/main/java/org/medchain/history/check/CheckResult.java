package org.medchain.history.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a checker says.
 *
 * @param checker its name
 * @param verdict valid, unknown or invalid
 * @param counts numbers by name, in the order in which to show them
 * @param findings why it is not valid
 * @param counterexample of a search for a linearization that found none
 * @param witness an order in which the operations may have taken effect, one a line
 */
public record CheckResult(
    String checker,
    HistoryValidity verdict,
    Map<String, Long> counts,
    List<Finding> findings,
    Optional<Counterexample> counterexample,
    List<String> witness) {
  public CheckResult {
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    findings = List.copyOf(findings);
    witness = List.copyOf(witness);
  }

  /** Without a counterexample. */
  public CheckResult(
      String checker, HistoryValidity verdict, Map<String, Long> counts, List<Finding> findings) {
    this(checker, verdict, counts, findings, Optional.empty(), List.of());
  }

  /** What two checkers of one history say together; the worse verdict counts (HIST-5). */
  public CheckResult and(CheckResult other) {
    Map<String, Long> allCounts = new LinkedHashMap<>(counts);
    allCounts.putAll(other.counts);
    return new CheckResult(
        checker + ", " + other.checker,
        verdict.and(other.verdict),
        allCounts,
        Stream.concat(findings.stream(), other.findings.stream()).toList(),
        counterexample.or(other::counterexample),
        witness.isEmpty() ? other.witness : witness);
  }

  /** Invalid if there is a finding. */
  public static CheckResult of(String checker, Map<String, Long> counts, List<Finding> findings) {
    HistoryValidity verdict = findings.isEmpty() ? HistoryValidity.VALID : HistoryValidity.INVALID;
    return new CheckResult(checker, verdict, counts, findings);
  }
}
