package org.medchain.comparison;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.medchain.comparison.config.FaultKind;

/** How the hash power is divided among the miners of a trial (CMP-42). */
final class HashPowerShares {
  private HashPowerShares() {}

  /**
   * Each node's share. A pool of faulty nodes mines at its first node: as several miners without
   * delays between them would, it acts as one (Eyal and Sirer 2014, §3).
   */
  static List<Double> shares(TrialCell cell, List<Integer> faulty) {
    List<Double> shares = new ArrayList<>(cell.config().pow().hashPowerShares(cell.nodes()));
    if (isPool(cell.fault()) && !faulty.isEmpty()) {
      double pool = sum(shares, faulty);
      faulty.forEach(node -> shares.set(node, 0.0));
      shares.set(faulty.getFirst(), pool);
    }
    return shares;
  }

  private static boolean isPool(FaultKind fault) {
    return fault == FaultKind.SELFISH || fault == FaultKind.ATTACK;
  }

  /** What these nodes have together; nothing under a protocol in which power decides nothing. */
  static double share(TrialCell cell, FaultAssignment faulty, Collection<Integer> nodes) {
    return cell.protocol().votes() ? 0 : sum(shares(cell, faulty.nodes()), nodes);
  }

  private static double sum(List<Double> shares, Collection<Integer> nodes) {
    return nodes.stream().mapToDouble(shares::get).sum();
  }
}
