package org.medchain.simulation.fault;

import java.util.List;
import java.util.stream.Stream;
import org.medchain.data.Argument;
import org.medchain.simulation.model.DelayDistribution;

/**
 * Something that goes wrong at some nodes during some time (SIM-14). The replicas themselves stay
 * correct: lying ones are a {@link ByzantineAssignment}.
 */
public sealed interface Fault {
  /** The end of a fault that never ends. */
  long ALWAYS_NS = Long.MAX_VALUE;

  /** Indices of the nodes concerned. */
  List<Integer> nodes();

  /** Indices of all nodes that it names; each has to exist. */
  default List<Integer> named() {
    return nodes();
  }

  /** When it begins, in ns of virtual time; in force from that very instant. */
  long fromNs();

  /** When it ends, in ns of virtual time; no longer in force at that instant. */
  long untilNs();

  /** Whether the fault is in force. */
  default boolean inForce(long atNs) {
    return atNs >= fromNs() && atNs < untilNs();
  }

  /** The node stops forever: it handles, sends and mines nothing any more. */
  record Crash(List<Integer> nodes, long fromNs) implements Fault {
    /** Copies the list and checks the time. */
    public Crash {
      nodes = checked(nodes, fromNs, ALWAYS_NS);
    }

    @Override
    public long untilNs() {
      return ALWAYS_NS;
    }
  }

  /**
   * The node crashes at the beginning and restarts at the end: with its durable log and snapshots,
   * a new replica and a state machine at the genesis state (SIM-23). Both may be the same instant.
   */
  record Restart(List<Integer> nodes, long fromNs, long untilNs) implements Fault {
    /** Copies the list and checks the times. */
    public Restart {
      nodes = checked(nodes, fromNs, untilNs);
    }
  }

  /**
   * Nodes of different groups cannot exchange messages: these are lost. A node in no group, and
   * every client, reaches all.
   */
  record Partition(List<List<Integer>> groups, long fromNs, long untilNs) implements Fault {
    /** Copies the lists and checks the times, and that no node is named twice. */
    public Partition {
      groups = checked(groups.stream().map(List::copyOf).toList(), fromNs, untilNs);
      Argument.refuseIf(
          all(groups).distinct().count() < all(groups).count(),
          "a node is on two sides of a partition: %s",
          groups);
    }

    private static Stream<Integer> all(List<List<Integer>> groups) {
      return groups.stream().flatMap(List::stream);
    }

    @Override
    public List<Integer> nodes() {
      return all(groups).toList();
    }
  }

  /**
   * One node has no connections but to its peers (an eclipse: Heilman et al. 2015): between it and
   * all other nodes everything is lost, both ways. Clients still reach it.
   *
   * @param node that is eclipsed
   * @param peers the nodes with which it still exchanges messages
   */
  record Eclipse(int node, List<Integer> peers, long fromNs, long untilNs) implements Fault {
    /** Copies the list and checks the times. */
    public Eclipse {
      peers = checked(peers, fromNs, untilNs);
    }

    @Override
    public List<Integer> nodes() {
      return List.of(node);
    }

    @Override
    public List<Integer> named() {
      return Stream.concat(Stream.of(node), peers.stream()).toList();
    }
  }

  /** The node receives and works on, but nothing that it sends leaves it. */
  record Silence(List<Integer> nodes, long fromNs, long untilNs) implements Fault {
    /** Copies the list and checks the times. */
    public Silence {
      nodes = checked(nodes, fromNs, untilNs);
    }
  }

  /**
   * The node's messages are delayed.
   *
   * @param extra drawn for each message and added to its latency
   */
  record Delay(List<Integer> nodes, long fromNs, long untilNs, DelayDistribution extra)
      implements Fault {
    /** Copies the list and checks the times. */
    public Delay {
      nodes = checked(nodes, fromNs, untilNs);
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
      nodes = checked(nodes, fromNs, untilNs);
      requireProbability(probability);
    }
  }

  /**
   * Some of the node's messages are held back, so that later ones overtake them.
   *
   * @param probability of each to be held back, 0 to 1
   * @param extra drawn for each of those and added to its latency
   */
  record Reordering(
      List<Integer> nodes, long fromNs, long untilNs, double probability, DelayDistribution extra)
      implements Fault {
    /** Copies the list and checks the ranges. */
    public Reordering {
      nodes = checked(nodes, fromNs, untilNs);
      requireProbability(probability);
    }
  }

  /**
   * Some of the node's messages arrive twice, each time with a separate latency.
   *
   * @param probability of each to arrive twice, 0 to 1
   */
  record Duplication(List<Integer> nodes, long fromNs, long untilNs, double probability)
      implements Fault {
    /** Copies the list and checks the ranges. */
    public Duplication {
      nodes = checked(nodes, fromNs, untilNs);
      requireProbability(probability);
    }
  }

  private static void requireProbability(double probability) {
    Argument.refuseIf(
        !(probability >= 0 && probability <= 1),
        "a share of messages is 0 to 1, not %s",
        probability);
  }

  private static <T> List<T> checked(List<T> named, long fromNs, long untilNs) {
    Argument.refuseIf(
        fromNs < 0 || untilNs < fromNs,
        "a fault lasts from 0 or later to no earlier, not %s to %s ns",
        fromNs,
        untilNs);
    return List.copyOf(named);
  }
}
