package org.medchain.faults.host;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.medchain.faults.plan.FaultEvent;

/**
 * What a nemesis did.
 *
 * @param atNs when, from the beginning of the load
 * @param fault which
 * @param begins whether the fault begins, or is healed
 * @param problem why it could not be done; empty if it was
 */
public record NemesisAction(long atNs, FaultEvent fault, boolean begins, Optional<String> problem) {
  /** What a plan wants of it, in the order of the times. */
  public static List<NemesisAction> of(List<FaultEvent> plan) {
    return plan.stream()
        .flatMap(
            each ->
                Stream.of(
                    new NemesisAction(each.fromNs(), each, true, Optional.empty()),
                    new NemesisAction(each.untilNs(), each, false, Optional.empty())))
        .sorted(Comparator.comparingLong(NemesisAction::atNs))
        .toList();
  }
}
