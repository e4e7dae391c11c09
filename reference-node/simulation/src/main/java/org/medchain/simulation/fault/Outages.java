package org.medchain.simulation.fault;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * When one node is down (SIM-14, SIM-23). Its lives count from 0: life i ends with outage i, if
 * there is one, and the next begins at the outage's end, if it has one.
 */
public final class Outages {
  private final Outage[] outages;

  private record Outage(long fromNs, long untilNs) {}

  /** The outages that crashes and restarts make together. */
  Outages(List<? extends Fault> faults) {
    List<Outage> apart = new ArrayList<>();
    faults.stream()
        .map(fault -> new Outage(fault.fromNs(), fault.untilNs()))
        .sorted(Comparator.comparingLong(Outage::fromNs).thenComparingLong(Outage::untilNs))
        .forEach(each -> add(apart, each));
    outages = apart.toArray(Outage[]::new);
  }

  private static void add(List<Outage> apart, Outage next) {
    Outage last = apart.isEmpty() ? null : apart.getLast();
    if (last == null || last.untilNs() < next.fromNs()) {
      apart.add(next);
    } else {
      apart.removeLast();
      apart.add(new Outage(last.fromNs(), Math.max(last.untilNs(), next.untilNs())));
    }
  }

  /** When a life ends; {@link Fault#ALWAYS_NS} for never. */
  public long crashTimeNs(int life) {
    return life < outages.length ? outages[life].fromNs() : Fault.ALWAYS_NS;
  }

  /** When each life but the first begins. */
  public List<Long> restartTimesNs() {
    return Stream.of(outages).map(Outage::untilNs).filter(at -> at != Fault.ALWAYS_NS).toList();
  }

  /** Whether the node is down; at the instant of its return it no longer is. */
  public boolean isDown(long atNs) {
    for (Outage outage : outages) {
      if (atNs >= outage.fromNs() && atNs < outage.untilNs()) {
        return true;
      }
    }
    return false;
  }

  /** Whether the node crashes after the one time and not after the other. */
  public boolean crashesWithin(long afterNs, long untilNs) {
    for (Outage outage : outages) {
      if (outage.fromNs() > afterNs && outage.fromNs() <= untilNs) {
        return true;
      }
    }
    return false;
  }
}
