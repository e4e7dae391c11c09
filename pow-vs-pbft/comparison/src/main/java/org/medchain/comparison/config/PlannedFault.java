package org.medchain.comparison.config;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Something that goes wrong at known nodes at a known time (CMP-41; an item of {@code fault_plan},
 * whose key {@code fault} names the case), besides the faulty nodes of {@code fault_rates}. The
 * nodes themselves follow the protocol.
 */
public sealed interface PlannedFault {
  /** When it begins, in s of virtual time, 0 or more. */
  double fromS();

  /** When it is over; {@link Double#POSITIVE_INFINITY}, which is the default, for never. */
  double untilS();

  /** Whom it befalls, counted from 0; none where its keys have other names. */
  default List<Integer> nodes() {
    return List.of();
  }

  /** The nodes that it names, by key. */
  default Map<String, List<Integer>> namedNodes() {
    return Map.of("nodes", nodes());
  }

  /**
   * The nodes stop forever ({@code crash}).
   *
   * @param nodes who
   */
  record Crash(List<Integer> nodes, double fromS) implements PlannedFault {
    /** Checks the ranges and copies the list. */
    public Crash {
      nodes = ConfigChecks.nodes("fault_plan.nodes", nodes);
    }

    @Override
    public double untilS() {
      return Double.POSITIVE_INFINITY;
    }
  }

  /**
   * The nodes crash and restart with their durable state ({@code restart}).
   *
   * @param nodes who
   */
  record Restart(List<Integer> nodes, double fromS, double untilS) implements PlannedFault {
    /** Checks the ranges and copies the list. */
    public Restart {
      nodes = ConfigChecks.nodes("fault_plan.nodes", nodes);
      ConfigChecks.period("fault_plan", fromS, untilS);
      ConfigChecks.refuseIf(
          Double.isInfinite(untilS), "fault_plan.until_s must be a time, or the fault is a crash");
    }
  }

  /**
   * Nodes of different groups cannot exchange messages; a node in no group, and every client,
   * reaches all ({@code partition}).
   *
   * @param groups two or more, no node in two of them
   */
  record Partition(List<List<Integer>> groups, double fromS, double untilS)
      implements PlannedFault {
    /** Checks the ranges and copies the lists. */
    public Partition {
      groups =
          groups.stream()
              .map(group -> group.stream().sorted().toList())
              .sorted(Comparator.comparing(Object::toString))
              .toList();
      ConfigChecks.nodes("fault_plan.groups", groups.stream().flatMap(List::stream).toList());
      ConfigChecks.period("fault_plan", fromS, untilS);
    }

    @Override
    public Map<String, List<Integer>> namedNodes() {
      return Map.of("groups", groups.stream().flatMap(List::stream).toList());
    }
  }

  /**
   * One node exchanges messages with its peers and with clients only ({@code eclipse}).
   *
   * @param node that is eclipsed
   * @param peers that it still reaches; may be empty
   */
  record Eclipse(int node, List<Integer> peers, double fromS, double untilS)
      implements PlannedFault {
    /** Checks the ranges and copies the list. */
    public Eclipse {
      peers = peers.stream().sorted().toList();
      ConfigChecks.nodes(
          "fault_plan.peers", Stream.concat(Stream.of(node), peers.stream()).toList());
      ConfigChecks.period("fault_plan", fromS, untilS);
    }

    @Override
    public Map<String, List<Integer>> namedNodes() {
      return new TreeMap<>(Map.of("node", List.of(node), "peers", peers));
    }
  }

  /**
   * Nothing that the nodes send leaves them ({@code silence}).
   *
   * @param nodes who
   */
  record Silence(List<Integer> nodes, double fromS, double untilS) implements PlannedFault {
    /** Checks the ranges and copies the list. */
    public Silence {
      nodes = ConfigChecks.nodes("fault_plan.nodes", nodes);
      ConfigChecks.period("fault_plan", fromS, untilS);
    }
  }

  /**
   * The nodes' messages are delayed ({@code delay}).
   *
   * @param nodes who
   * @param delayMs how much, 0 or more
   */
  record Delay(List<Integer> nodes, double fromS, double untilS, double delayMs)
      implements PlannedFault {
    /** Checks the ranges and copies the list. */
    public Delay {
      nodes = ConfigChecks.nodes("fault_plan.nodes", nodes);
      ConfigChecks.period("fault_plan", fromS, untilS);
    }
  }

  /**
   * Messages from and to the nodes are lost ({@code loss}).
   *
   * @param nodes who
   * @param loss probability of each, 0 to 1
   */
  record Loss(List<Integer> nodes, double fromS, double untilS, double loss)
      implements PlannedFault {
    /** Checks the ranges and copies the list. */
    public Loss {
      nodes = ConfigChecks.nodes("fault_plan.nodes", nodes);
      ConfigChecks.period("fault_plan", fromS, untilS);
    }
  }

  /** One of each kind with the defaults; missing ones are filled in. */
  static List<PlannedFault> defaultCases() {
    double never = Double.POSITIVE_INFINITY;
    List<Integer> nodes = List.of(0);
    FaultParameters strength = FaultParameters.defaults();
    return List.of(
        new Crash(nodes, 0),
        new Restart(nodes, 0, 0),
        new Partition(List.of(nodes, List.of(1)), 0, never),
        new Eclipse(0, List.of(), 0, never),
        new Silence(nodes, 0, never),
        new Delay(nodes, 0, never, strength.delayMs()),
        new Loss(nodes, 0, never, strength.loss()));
  }
}
