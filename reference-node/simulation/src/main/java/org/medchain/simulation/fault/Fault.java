package org.medchain.simulation.fault;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.simulation.model.DelayDistribution;

/**
 * Something that goes wrong at some nodes during some time (SIM-14), declared here once for the
 * simulation and for configs. The replicas themselves stay correct: lying ones are a {@link
 * ByzantineAssignment}.
 */
public sealed interface Fault {
  /** The end of a fault that never ends. */
  double NEVER_S = Double.POSITIVE_INFINITY;

  /** The same in ns. */
  long ALWAYS_NS = Long.MAX_VALUE;

  /** Indices of the nodes concerned. */
  List<Integer> nodes();

  /** The nodes that it names, by key; each has to exist. */
  default Map<String, List<Integer>> namedNodes() {
    return Map.of("nodes", nodes());
  }

  /** When it begins, in s of virtual time, 0 or more; in force from that very instant. */
  double fromS();

  /** When it ends, not before; no longer in force at that instant. */
  double untilS();

  /** When it begins, in ns. */
  default long fromNs() {
    return Math.round(fromS() * 1e9);
  }

  /** When it ends, in ns; infinity, which is never, becomes the largest number there is. */
  default long untilNs() {
    return Math.round(untilS() * 1e9);
  }

  /** Whether the fault is in force. */
  default boolean inForce(long atNs) {
    return atNs >= fromNs() && atNs < untilNs();
  }

  /**
   * Those that the key {@code fault_plan} of a config names by their type's word (CMP-41), with
   * their components as keys.
   */
  sealed interface PlannedFault extends Fault {
    /** One of each kind with the defaults; missing nodes and times are filled in. */
    static List<PlannedFault> defaultCases() {
      List<Integer> nodes = List.of(0);
      return List.of(
          new Crash(nodes, 0),
          new Restart(nodes, 0, 0),
          new Partition(List.of(nodes, List.of(1)), 0, NEVER_S),
          new Eclipse(0, List.of(), 0, NEVER_S),
          new Silence(nodes, 0, NEVER_S),
          new Delay(nodes, 0, NEVER_S, 1000),
          new Loss(nodes, 0, NEVER_S, 0.3));
    }
  }

  /** The node stops forever: it handles, sends and mines nothing any more. */
  record Crash(List<Integer> nodes, double fromS) implements PlannedFault {
    @Override
    public double untilS() {
      return NEVER_S;
    }
  }

  /**
   * The node crashes at the beginning and restarts at the end: with its durable log and snapshots,
   * a new replica and a state machine at the genesis state (SIM-23). Both may be the same instant.
   */
  record Restart(List<Integer> nodes, double fromS, double untilS) implements PlannedFault {}

  /**
   * Nodes of different groups cannot exchange messages: these are lost. A node in no group, and
   * every client, reaches all.
   *
   * @param groups two or more, no node in two of them
   */
  record Partition(List<List<Integer>> groups, double fromS, double untilS)
      implements PlannedFault {
    @Override
    public List<Integer> nodes() {
      return groups.stream().flatMap(List::stream).toList();
    }

    @Override
    public Map<String, List<Integer>> namedNodes() {
      return Map.of("groups", nodes());
    }
  }

  /**
   * One node has no connections but to its peers (an eclipse: Heilman et al. 2015): between it and
   * all other nodes everything is lost, both ways. Clients still reach it.
   *
   * @param node that is eclipsed
   * @param peers the nodes with which it still exchanges messages
   */
  record Eclipse(int node, List<Integer> peers, double fromS, double untilS)
      implements PlannedFault {
    @Override
    public List<Integer> nodes() {
      return List.of(node);
    }

    @Override
    public Map<String, List<Integer>> namedNodes() {
      return new TreeMap<>(Map.of("node", nodes(), "peers", peers));
    }
  }

  /** The node receives and works on, but nothing that it sends leaves it. */
  record Silence(List<Integer> nodes, double fromS, double untilS) implements PlannedFault {}

  /**
   * The node's messages are delayed.
   *
   * @param delayMs how much, 0 or more
   */
  record Delay(List<Integer> nodes, double fromS, double untilS, double delayMs)
      implements PlannedFault {}

  /**
   * Messages from and to the node are lost.
   *
   * @param loss probability of each to be lost, 0 to 1; between two such nodes twice
   */
  record Loss(List<Integer> nodes, double fromS, double untilS, double loss)
      implements PlannedFault {}

  /**
   * Some of the node's messages are delayed, so that later ones overtake them.
   *
   * @param probability of each to be held back, 0 to 1
   * @param extra drawn for each of those and added to its latency
   */
  record Reordering(
      List<Integer> nodes, double fromS, double untilS, double probability, DelayDistribution extra)
      implements Fault {}

  /**
   * Some of the node's messages arrive twice, each time with a separate latency.
   *
   * @param probability of each to arrive twice, 0 to 1
   */
  record Duplication(List<Integer> nodes, double fromS, double untilS, double probability)
      implements Fault {}

  /**
   * The node's messages are delayed, each by another time.
   *
   * @param extra drawn for each message and added to its latency
   */
  record Latency(List<Integer> nodes, double fromS, double untilS, DelayDistribution extra)
      implements Fault {}
}
