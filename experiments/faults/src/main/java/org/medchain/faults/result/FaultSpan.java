package org.medchain.faults.result;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.medchain.faults.host.NemesisAction;
import org.medchain.faults.plan.FaultEvent;

/**
 * A fault as it happened.
 *
 * @param fault as planned
 * @param fromNs when the nemesis began it
 * @param untilNs when it had healed it; the run's end if it never did
 * @param problem why it could not be done, or healed; empty if it was
 */
public record FaultSpan(FaultEvent fault, long fromNs, long untilNs, Optional<String> problem) {
  /** All of a run, by their beginnings. */
  public static List<FaultSpan> of(List<NemesisAction> actions, long endNs) {
    List<NemesisAction> open = new ArrayList<>(actions);
    List<FaultSpan> spans = new ArrayList<>();
    for (NemesisAction begin : actions) {
      if (!begin.begins()) {
        continue;
      }
      Optional<NemesisAction> heal =
          open.stream()
              .filter(each -> !each.begins() && each.fault().equals(begin.fault()))
              .findFirst();
      heal.ifPresent(open::remove);
      spans.add(
          new FaultSpan(
              begin.fault(),
              begin.atNs(),
              heal.map(NemesisAction::atNs).orElse(endNs),
              begin.problem().or(() -> heal.flatMap(NemesisAction::problem))));
    }
    spans.sort(Comparator.comparingLong(FaultSpan::fromNs));
    return spans;
  }

  /** Its kind and its nodes, for a drawing. */
  String label() {
    return fault.kind().word()
        + " "
        + fault.nodes().stream().map(node -> "n" + node).collect(Collectors.joining(","));
  }
}
