package org.medchain.consensus.pow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.medchain.data.Argument;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;

/**
 * Which nodes of a proof-of-work chain are linked (POW-38), by their numbers in the membership.
 * Links have both directions, and over them each node reaches all others.
 */
public final class NeighbourGraph {
  /** Swaps for each link of a drawn graph, after which nothing is left of where they began. */
  private static final int SWAPS = 10;

  private final List<SortedSet<Integer>> neighbours = new ArrayList<>();

  private NeighbourGraph(int nodes) {
    for (int node = 0; node < nodes; node++) {
      neighbours.add(new TreeSet<>());
    }
  }

  /**
   * The graph that a config's key describes.
   *
   * @param key for messages
   * @param links pairs of nodes; or only one number: the neighbours of each node, which are drawn:
   *     one node has one less where both numbers are odd
   * @param seed a drawn graph follows from it and from the two numbers
   * @throws IllegalArgumentException in one line, if there is no such graph, or it is not connected
   */
  public static NeighbourGraph of(String key, int nodes, List<List<Integer>> links, Bytes seed) {
    NeighbourGraph graph = new NeighbourGraph(nodes);
    if (links.size() == 1 && links.getFirst().size() == 1) {
      int each = links.getFirst().getFirst();
      require(each >= 2 && each < nodes, key, "from 2 to " + (nodes - 1) + " of each node", each);
      graph.draw(each, seed);
      return graph;
    }
    for (List<Integer> link : links) {
      boolean isLink = link.size() == 2 && !link.getFirst().equals(link.getLast());
      require(
          isLink && link.stream().allMatch(node -> node >= 0 && node < nodes),
          key,
          "links of two nodes from 0 to " + (nodes - 1),
          link);
      graph.link(link.getFirst(), link.getLast());
    }
    String linked = "links over which all " + nodes + " nodes reach each other";
    OptionalInt apart = graph.unreached();
    require(apart.isEmpty(), key, linked, "some without a way from node 0 to " + apart.orElse(0));
    return graph;
  }

  private static void require(boolean isMet, String key, String allowed, Object found) {
    Argument.refuseIf(!isMet, "%s must be %s, not %s", key, allowed, found);
  }

  private void link(int one, int other) {
    neighbours.get(one).add(other);
    neighbours.get(other).add(one);
  }

  /** Links nodes along a circle, and then swaps the ends of links until the graph is random. */
  private void draw(int each, Bytes seed) {
    int nodes = neighbours.size();
    List<int[]> links = new ArrayList<>();
    for (int step = 1; step <= each / 2; step++) {
      for (int node = 0; node < nodes; node++) {
        links.add(new int[] {node, (node + step) % nodes});
      }
    }
    for (int node = 0; each % 2 == 1 && node < nodes / 2; node++) {
      links.add(new int[] {node, node + nodes / 2}); // across the circle
    }
    links.forEach(ends -> link(ends[0], ends[1]));
    for (long i = 0; i < (long) SWAPS * links.size() || unreached().isPresent(); i++) {
      Hash drawn = Hash.of(new Encoder().raw(seed).int64(i).toBytes());
      swap(
          links.get((int) Long.remainderUnsigned(drawn.w0(), links.size())),
          links.get((int) Long.remainderUnsigned(drawn.w1(), links.size())));
    }
  }

  /** Each end keeps its number of links; nothing happens where two would be the same. */
  private void swap(int[] one, int[] other) {
    boolean isPossible =
        one[0] != other[1]
            && other[0] != one[1]
            && !isLinked(one[0], other[1])
            && !isLinked(other[0], one[1]);
    if (isPossible) {
      for (int[] ends : List.of(one, other)) {
        neighbours.get(ends[0]).remove(ends[1]);
        neighbours.get(ends[1]).remove(ends[0]);
      }
      int end = one[1];
      one[1] = other[1];
      other[1] = end;
      link(one[0], one[1]);
      link(other[0], other[1]);
    }
  }

  /** A node without a way from the first one. */
  private OptionalInt unreached() {
    boolean[] reached = new boolean[neighbours.size()];
    Deque<Integer> next = new ArrayDeque<>(List.of(0));
    while (!next.isEmpty()) {
      int node = next.remove();
      if (!reached[node]) {
        reached[node] = true;
        next.addAll(neighbours.get(node));
      }
    }
    return IntStream.range(0, reached.length).filter(i -> !reached[i]).findFirst();
  }

  /** The nodes that this one is linked to, in order. */
  public List<Integer> of(int node) {
    return List.copyOf(neighbours.get(node));
  }

  /** Whether there is a link. */
  public boolean isLinked(int one, int other) {
    return neighbours.get(one).contains(other);
  }

  /** Whether two members are linked; others are not in the graph, and are so with everybody. */
  public boolean isLinked(Membership members, PublicKey one, PublicKey other) {
    return !members.contains(one)
        || !members.contains(other)
        || isLinked(members.indexOf(one), members.indexOf(other));
  }
}
