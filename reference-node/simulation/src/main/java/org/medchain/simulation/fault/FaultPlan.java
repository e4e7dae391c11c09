package org.medchain.simulation.fault;

import java.util.List;
import org.medchain.data.Argument;

/**
 * All faults of a run.
 *
 * @param faults in any order; several may concern one node
 */
public record FaultPlan(List<Fault> faults) {
  /** Nothing goes wrong. */
  public static final FaultPlan NONE = new FaultPlan(List.of());

  /** Copies the list and checks the ranges. */
  public FaultPlan {
    faults = List.copyOf(faults);
    for (Fault each : faults) {
      Argument.refuseIf(
          !(each.fromS() >= 0 && each.untilS() >= each.fromS()),
          "a fault lasts from 0 or later to no earlier, not %s to %s s",
          each.fromS(),
          each.untilS());
      Argument.refuseIf(
          each.nodes().stream().distinct().count() < each.nodes().size(),
          "a node is on two sides of a partition: %s",
          each);
      double share =
          switch (each) {
            case Fault.Loss some -> some.loss();
            case Fault.Reordering some -> some.probability();
            case Fault.Duplication some -> some.probability();
            default -> 0;
          };
      Argument.refuseIf(
          !(share >= 0 && share <= 1), "a share of messages is 0 to 1, not %s", share);
    }
  }

  /** Checks that every fault names nodes that exist. */
  public void requireNodes(int nodes) {
    faults.stream()
        .flatMap(each -> each.namedNodes().values().stream().flatMap(List::stream))
        .forEach(
            node ->
                Argument.refuseIf(
                    node < 0 || node >= nodes,
                    "a fault names node %s of 0 to %s",
                    node,
                    nodes - 1));
  }
}
