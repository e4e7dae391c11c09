package org.medchain.simulation;

import java.util.List;

/**
 * Something that goes wrong at some nodes during some time (SIM-14). The replicas themselves stay
 * correct: lying ones are another module's.
 */
public sealed interface Fault {
  /** The end of a fault that never ends. */
  long ALWAYS_NS = Long.MAX_VALUE;

  /** Indices of the nodes concerned. */
  List<Integer> nodes();

  /** When it begins, in ns of virtual time; in force from that very instant. */
  long fromNs();

  /** When it ends, in ns of virtual time; no longer in force at that instant. */
  long untilNs();

  /** Whether the fault is in force. */
  default boolean inForce(long atNs) {
    return atNs >= fromNs() && atNs < untilNs();
  }

  /**
   * The node handles nothing, sends nothing and mines nothing any more. For ever: coming back needs
   * a durable log to come back with.
   */
  record Crash(List<Integer> nodes, long fromNs) implements Fault {
    /** Copies the list and checks the time. */
    public Crash {
      nodes = List.copyOf(nodes);
      requirePeriod(fromNs, ALWAYS_NS);
    }

    @Override
    public long untilNs() {
      return ALWAYS_NS;
    }
  }

  /** The node receives and works on, but nothing that it sends leaves it. */
  record Silence(List<Integer> nodes, long fromNs, long untilNs) implements Fault {
    /** Copies the list and checks the times. */
    public Silence {
      nodes = List.copyOf(nodes);
      requirePeriod(fromNs, untilNs);
    }
  }

  /**
   * What the node sends takes longer.
   *
   * @param extra drawn for each message and added to its latency
   */
  record Delay(List<Integer> nodes, long fromNs, long untilNs, DelayDistribution extra)
      implements Fault {
    /** Copies the list and checks the times. */
    public Delay {
      nodes = List.copyOf(nodes);
      requirePeriod(fromNs, untilNs);
    }
  }

  /**
   * Messages from and to the node are lost.
   *
   * @param probability of each to be lost, 0 to 1; between two such nodes twice
   */
  record Loss(List<Integer> nodes, long fromNs, long untilNs, double probability) implements Fault {
    /** Copies the list and checks the ranges. */
    public Loss {
      nodes = List.copyOf(nodes);
      requirePeriod(fromNs, untilNs);
      if (!(probability >= 0 && probability <= 1)) {
        throw new IllegalArgumentException("the loss is a probability, not " + probability);
      }
    }
  }

  private static void requirePeriod(long fromNs, long untilNs) {
    if (fromNs < 0 || untilNs < fromNs) {
      throw new IllegalArgumentException(
          "a fault lasts from 0 or later to no earlier, not " + fromNs + " to " + untilNs + " ns");
    }
  }
}
