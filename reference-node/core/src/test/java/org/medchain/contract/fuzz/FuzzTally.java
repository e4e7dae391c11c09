package org.medchain.contract.fuzz;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.StateWork;

/** The outcomes of one operation's orders, and their costs. */
final class FuzzTally {
  record Cost(StateWork work, StateWork bound, long growth) {
    private double share() {
      return Math.max(
          share(work.reads() + work.writes(), bound.reads() + bound.writes()),
          share(work.bytes(), bound.bytes()));
    }

    private static double share(long part, long whole) {
      return whole == 0 ? 0 : (double) part / whole;
    }
  }

  private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
  private int tries;
  private long accesses;
  private long bytes;
  private long growth;
  private double share;

  void add(Outcome outcome, Cost cost) {
    tries++;
    outcomes.merge(outcome, 1, Integer::sum);
    accesses = Math.max(accesses, cost.work().reads() + cost.work().writes());
    bytes = Math.max(bytes, cost.work().bytes());
    growth = Math.max(growth, cost.growth());
    share = outcome == Outcome.OK ? Math.max(share, cost.share()) : share;
  }

  int tries() {
    return tries;
  }

  int succeeded() {
    return outcomes.getOrDefault(Outcome.OK, 0);
  }

  Set<Outcome> met() {
    return outcomes.keySet();
  }

  /** The largest part of its bound that one order used, of accesses or of bytes. */
  double share() {
    return share;
  }

  long accesses() {
    return accesses;
  }

  long bytes() {
    return bytes;
  }

  long growth() {
    return growth;
  }

  @Override
  public String toString() {
    return tries + " " + outcomes + " " + accesses + "/" + bytes + "/" + growth + " " + share;
  }
}
