package org.medchain.adversary.twins;

import java.util.List;
import java.util.Set;
import org.medchain.adversary.AdversarySetup;

/**
 * Which nodes each copy of a twin is linked to from some time on (Bano et al. 2022: a partition).
 * Nodes are numbers in the order of the {@link AdversarySetup#members}; one may be linked to both
 * copies, or to none. Clients are linked to both.
 *
 * @param fromNs when it begins, in nanoseconds since the Unix epoch; it holds until the next one
 * @param first the nodes that the first copy can reach
 * @param second the same for the second copy
 */
public record TwinPartition(long fromNs, Set<Integer> first, Set<Integer> second) {
  public TwinPartition {
    first = Set.copyOf(first);
    second = Set.copyOf(second);
  }

  /** From the beginning on, these nodes for the first copy and those for the second. */
  public static List<TwinPartition> always(Set<Integer> first, Set<Integer> second) {
    return List.of(new TwinPartition(Long.MIN_VALUE, first, second));
  }

  boolean links(int copy, int node) {
    return (copy == 0 ? first : second).contains(node);
  }
}
