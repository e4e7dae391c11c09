package org.medchain.claims.majority;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Fault rates of a config that give known numbers of faulty nodes. */
final class FaultRates {
  private FaultRates() {}

  /** A list as it would stand in a file. */
  static String of(int nodes, int... faulty) {
    return Arrays.stream(faulty)
        .mapToObj(each -> Double.toString((double) each / nodes))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** The least number of nodes that is more than half of them. */
  static int majority(int nodes) {
    return nodes / 2 + 1;
  }
}
