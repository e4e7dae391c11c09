package org.medchain.game.network;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.game.random.ReplicateSeed;

/** Graphs drawn at random; the same seed gives the same graph. Not all are connected. */
public final class RandomGraphs {
  private RandomGraphs() {}

  /** Each pair is joined with the same probability (Erdős and Rényi 1959; Gilbert 1959). */
  public static Graph erdosRenyi(int nodes, double probability, ReplicateSeed seed) {
    checkProbability(probability);
    UniformRandomProvider random = seed.generator();
    List<TreeSet<Integer>> adjacency = Graph.empty(nodes);
    for (int one = 0; one < nodes; one++) {
      for (int two = one + 1; two < nodes; two++) {
        if (random.nextDouble() < probability) {
          Graph.connect(adjacency, one, two);
        }
      }
    }
    return new Graph(adjacency);
  }

  /**
   * Nodes come one by one and join {@code links} of those there, in proportion to their degrees
   * (Barabási and Albert 1999). The first {@code links} + 1 nodes are all joined.
   */
  public static Graph barabasiAlbert(int nodes, int links, ReplicateSeed seed) {
    if (links < 1 || links >= nodes) {
      throw new IllegalArgumentException(
          links + " links a node: needs 1 to " + (nodes - 1) + " among " + nodes + " nodes");
    }
    UniformRandomProvider random = seed.generator();
    List<TreeSet<Integer>> adjacency = Graph.empty(nodes);
    // Every node as often as it has neighbours, so that an even draw is in proportion to them.
    List<Integer> ends = new ArrayList<>();
    for (int node = 1; node < nodes; node++) {
      TreeSet<Integer> chosen = new TreeSet<>();
      while (chosen.size() < Math.min(links, node)) {
        // The first ones have no other choice.
        int drawn = node <= links ? chosen.size() : ends.get(random.nextInt(ends.size()));
        chosen.add(drawn);
      }
      for (int old : chosen) {
        Graph.connect(adjacency, node, old);
        ends.add(node);
        ends.add(old);
      }
    }
    return new Graph(adjacency);
  }

  /**
   * A ring whose edges are each bent, with the given probability, to a node drawn evenly (Watts and
   * Strogatz 1998). The number of edges stays.
   */
  public static Graph wattsStrogatz(int nodes, int degree, double probability, ReplicateSeed seed) {
    checkProbability(probability);
    Graph ring = Graphs.ring(nodes, degree);
    UniformRandomProvider random = seed.generator();
    List<TreeSet<Integer>> adjacency = Graph.empty(nodes);
    for (int node = 0; node < nodes; node++) {
      for (int place = 0; place < ring.degree(node); place++) {
        Graph.connect(adjacency, node, ring.neighbour(node, place));
      }
    }
    for (int step = 1; step <= degree / 2; step++) {
      for (int node = 0; node < nodes; node++) {
        int old = (node + step) % nodes;
        boolean full = adjacency.get(node).size() == nodes - 1;
        if (random.nextDouble() < probability && !full) {
          bend(adjacency, node, old, random);
        }
      }
    }
    return new Graph(adjacency);
  }

  private static void bend(
      List<TreeSet<Integer>> adjacency, int node, int old, UniformRandomProvider random) {
    // Drawn until it fits, which is even over all that fit; there is one, as the caller has seen.
    int fresh = random.nextInt(adjacency.size());
    while (fresh == node || adjacency.get(node).contains(fresh)) {
      fresh = random.nextInt(adjacency.size());
    }
    adjacency.get(node).remove(old);
    adjacency.get(old).remove(node);
    Graph.connect(adjacency, node, fresh);
  }

  /**
   * All nodes have the same degree; nearly every such graph is as likely (Steger and Wormald 1999:
   * free ends are joined at random unless that makes a loop or a double edge).
   */
  public static Graph regular(int nodes, int degree, ReplicateSeed seed) {
    if (degree < 1 || degree >= nodes || (long) nodes * degree % 2 != 0) {
      throw new IllegalArgumentException(
          "no graph of " + nodes + " nodes has the degree " + degree + " everywhere");
    }
    UniformRandomProvider random = seed.generator();
    while (true) {
      List<TreeSet<Integer>> adjacency = Graph.empty(nodes);
      if (paired(adjacency, degree, random)) {
        return new Graph(adjacency);
      }
    }
  }

  /** Whether all free ends found a partner; sometimes the last ones cannot. */
  private static boolean paired(
      List<TreeSet<Integer>> adjacency, int degree, UniformRandomProvider random) {
    List<Integer> free = new ArrayList<>();
    for (int node = 0; node < adjacency.size(); node++) {
      for (int end = 0; end < degree; end++) {
        free.add(node);
      }
    }
    while (!free.isEmpty()) {
      if (!possible(adjacency, free, degree)) {
        return false;
      }
      int first = random.nextInt(free.size());
      int second = random.nextInt(free.size());
      int one = free.get(first);
      int two = free.get(second);
      if (one != two && !adjacency.get(one).contains(two)) {
        Graph.connect(adjacency, one, two);
        take(free, Math.max(first, second));
        take(free, Math.min(first, second));
      }
    }
    return true;
  }

  /**
   * Whether some pair of free ends may be joined. One who has a free end has fewer than {@code
   * degree} neighbours, so where more than that many nodes have free ends there is always such a
   * pair.
   */
  private static boolean possible(
      List<TreeSet<Integer>> adjacency, List<Integer> free, int degree) {
    if (free.size() > degree * degree) {
      return true;
    }
    TreeSet<Integer> owners = new TreeSet<>(free);
    return owners.stream()
        .anyMatch(
            one ->
                owners.stream()
                    .anyMatch(two -> !one.equals(two) && !adjacency.get(one).contains(two)));
  }

  /** Takes out one end in constant time: the last one moves to its place. */
  private static void take(List<Integer> free, int place) {
    int last = free.removeLast();
    if (place < free.size()) {
      free.set(place, last);
    }
  }

  private static void checkProbability(double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("probability " + probability + " is not in [0, 1]");
    }
  }
}
