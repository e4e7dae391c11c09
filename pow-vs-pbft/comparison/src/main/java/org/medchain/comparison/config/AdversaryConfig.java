package org.medchain.comparison.config;

import java.util.List;
import org.medchain.adversary.ByzantineBehaviour;

/**
 * Byzantine nodes that work together (an item of {@code adversaries}, CMP-40). A node may be in
 * several items: then it has all these behaviours, and colludes with the nodes of all of them.
 *
 * @param nodes who, counted from 0
 * @param fromS when it begins, in s of virtual time, 0 or more; before, they follow the protocol
 * @param untilS when it ends, not before; {@link Double#POSITIVE_INFINITY}, which is the default,
 *     for never
 * @param behaviour of these nodes; in a file its own keys are beside it
 */
public record AdversaryConfig(
    List<Integer> nodes, double fromS, double untilS, ByzantineBehaviour behaviour) {
  /** Checks the ranges and copies the list. */
  public AdversaryConfig {
    nodes = ConfigChecks.nodes("adversaries.nodes", nodes);
    ConfigChecks.period("adversaries", fromS, untilS);
    behaviour = RecordCopy.inOrder(behaviour);
    if (behaviour instanceof ByzantineBehaviour.Slowness(double leastMs, double mostMs)) {
      ConfigChecks.atLeast("adversaries.most_ms", mostMs, leastMs);
    }
  }

  /** For the whole run. */
  public static AdversaryConfig always(List<Integer> nodes, ByzantineBehaviour behaviour) {
    return new AdversaryConfig(nodes, 0, Double.POSITIVE_INFINITY, behaviour);
  }

  /** Whether this behaviour excludes others: a twin cannot have a second one. */
  boolean isTwins() {
    return behaviour instanceof ByzantineBehaviour.Twins;
  }
}
