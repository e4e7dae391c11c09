package org.medchain.faults.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.consensus.QuorumSizes;

/**
 * Draws plans (FAULT-4). Each plan takes a random part of the allowed kinds, as in swarm testing
 * (Groce et al. 2012): a plan that does a bit of everything hides what one kind alone would show.
 * Everything is healed at the end.
 *
 * @param allowed kinds to draw from
 * @param nodes of the cluster
 * @param random source of all draws
 */
public record FaultPlanner(List<NemesisKind> allowed, int nodes, UniformRandomProvider random) {
  /** Nothing happens before, so that a history shows the cluster without faults. */
  private static final double FIRST_S = 2;

  private static final double LONGEST_S = 12;
  private static final double SHORTEST_S = 1;

  /** A fault in force makes room for another one so often. */
  private static final double OVERLAP = 0.3;

  /**
   * A plan.
   *
   * @param healedS when all of it is over
   * @param meanGapS mean time between the end of one fault and the next
   */
  public List<FaultEvent> plan(double healedS, double meanGapS) {
    return plan(healedS, meanGapS, List.of());
  }

  /**
   * A plan that begins with some kinds.
   *
   * @param required of the allowed ones, each of which happens
   */
  public List<FaultEvent> plan(double healedS, double meanGapS, List<NemesisKind> required) {
    List<FaultEvent> plan = new ArrayList<>();
    if (allowed.isEmpty()) {
      return plan;
    }
    List<NemesisKind> swarm = swarm();
    Set<Integer> unfaithful = new TreeSet<>();
    double atS = FIRST_S;
    Deque<NemesisKind> left = new ArrayDeque<>(required);
    while (atS + SHORTEST_S < healedS) {
      NemesisKind kind =
          left.isEmpty() ? swarm.get(random.nextInt(swarm.size())) : left.removeFirst();
      double longestS = Math.min(LONGEST_S, healedS - atS);
      double untilS = atS + SHORTEST_S + random.nextDouble() * (longestS - SHORTEST_S);
      List<Integer> where = where(kind, unfaithful);
      if (!where.isEmpty()) {
        plan.add(new FaultEvent(kind, round(atS), round(untilS), where, amount(kind)));
      }
      boolean together = random.nextDouble() < OVERLAP;
      double fromS = together ? atS + random.nextDouble() * (untilS - atS) : untilS;
      double nextS = fromS + Math.max(0.2, exponential(meanGapS));
      // In time for those that have to happen.
      double latestS = healedS - 2 * SHORTEST_S * left.size();
      atS = left.isEmpty() ? nextS : Math.max(atS, Math.min(nextS, latestS));
    }
    return plan;
  }

  private List<NemesisKind> swarm() {
    List<NemesisKind> swarm = allowed.stream().filter(kind -> random.nextBoolean()).toList();
    return swarm.isEmpty() ? List.of(allowed.get(random.nextInt(allowed.size()))) : swarm;
  }

  /** At most f nodes of a plan lie or forget; any number crashes, as long as all come back. */
  private List<Integer> where(NemesisKind kind, Set<Integer> unfaithful) {
    int faulty = new QuorumSizes(nodes).faulty();
    if (kind.breaksPromises()) {
      if (unfaithful.size() < faulty) {
        unfaithful.add(random.nextInt(nodes));
      }
      return unfaithful.stream().limit(1).toList();
    }
    return switch (kind) {
      case PARTITION_RING, ROLLING_RESTART, ROLLING_UPGRADE, CLIENT_REVOCATION -> all();
      // The power of one room, or of the building: a promise must not hang on the others' memory.
      case POWER_LOSS -> random.nextBoolean() ? all() : someOf(faulty);
      case PARTITION_HALVES -> some(1 + random.nextInt(nodes - 1));
      case PARTITION_BRIDGE, PARTITION_SINGLE, PARTITION_FLAPPING, MEMBERSHIP -> some(1);
      default -> kind.group() == NemesisKind.Group.HOSTILE ? all() : someOf(faulty);
    };
  }

  private List<Integer> someOf(int faulty) {
    return some(1 + random.nextInt(Math.max(1, faulty + 1)));
  }

  private List<Integer> all() {
    return new ArrayList<>(IntStream.range(0, nodes).boxed().toList());
  }

  private List<Integer> some(int count) {
    List<Integer> row = all();
    for (int i = 0; i < count; i++) {
      int other = i + random.nextInt(nodes - i);
      row.set(i, row.set(other, row.get(i)));
    }
    return row.subList(0, count);
  }

  private OptionalDouble amount(NemesisKind kind) {
    if (!kind.hasAmount()) {
      return OptionalDouble.empty();
    }
    // Evenly over the orders of magnitude.
    double ratio = StrictMath.pow(kind.most() / kind.least(), random.nextDouble());
    return OptionalDouble.of(kind.least() * ratio);
  }

  private double exponential(double mean) {
    return -mean * StrictMath.log(1 - random.nextDouble());
  }

  /** To ms, so that a saved plan is the plan. */
  private static double round(double seconds) {
    return Math.round(seconds * 1000) / 1000.0;
  }
}
