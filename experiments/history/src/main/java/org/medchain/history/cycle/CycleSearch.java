package org.medchain.history.cycle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.medchain.history.cycle.DependencyGraph.DependencyKind;
import org.medchain.history.cycle.DependencyGraph.Edge;

/**
 * Short cycles of each kind in a graph of dependencies: first all goes that is on no cycle, then
 * the search is breadth first from what is left.
 */
final class CycleSearch {
  private static final int STARTS_MAX = 200;

  /** Beside reads and writes: nothing, the order of each process, and real time as well. */
  private static final List<Set<DependencyKind>> ORDERS =
      List.of(
          EnumSet.noneOf(DependencyKind.class),
          EnumSet.of(DependencyKind.PROCESS),
          EnumSet.of(DependencyKind.PROCESS, DependencyKind.REALTIME));

  private final DependencyGraph graph;
  private final Map<String, List<Edge>> found = new TreeMap<>();

  private CycleSearch(DependencyGraph graph) {
    this.graph = graph;
  }

  private static Set<DependencyKind> with(Set<DependencyKind> kinds, DependencyKind... more) {
    Set<DependencyKind> all = EnumSet.copyOf(List.of(more));
    all.addAll(kinds);
    return all;
  }

  /** By the anomaly's name, the shortest cycle found. */
  static Map<String, List<Edge>> cycles(DependencyGraph graph) {
    CycleSearch search = new CycleSearch(graph);
    for (Set<DependencyKind> order : ORDERS) {
      Set<DependencyKind> reads = with(order, DependencyKind.WW, DependencyKind.WR);
      search.anyCycle(with(order, DependencyKind.WW));
      search.anyCycle(reads);
      search.throughOne(reads);
      search.anyCycle(with(reads, DependencyKind.RW));
    }
    return search.found;
  }

  /** The name of a cycle, by what is in it (Adya 1999; Elle's suffixes). */
  static String name(List<Edge> cycle) {
    long reads = count(cycle, DependencyKind.RW);
    String name =
        reads > 1
            ? "G2"
            : reads == 1 ? "G-single" : count(cycle, DependencyKind.WR) > 0 ? "G1c" : "G0";
    if (count(cycle, DependencyKind.REALTIME) > 0) {
      return name + "-realtime";
    }
    return count(cycle, DependencyKind.PROCESS) > 0 ? name + "-process" : name;
  }

  private static long count(List<Edge> cycle, DependencyKind kind) {
    return cycle.stream().filter(each -> each.kind() == kind).count();
  }

  private void keep(List<Edge> cycle) {
    found.merge(name(cycle), cycle, (old, other) -> other.size() < old.size() ? other : old);
  }

  private void anyCycle(Set<DependencyKind> allowed) {
    cyclic(allowed)
        .mapToObj(start -> path(start, start, allowed))
        .filter(cycle -> !cycle.isEmpty())
        .limit(STARTS_MAX)
        .forEach(this::keep);
  }

  /** Cycles with exactly one anti-dependency. */
  private void throughOne(Set<DependencyKind> others) {
    cyclic(with(others, DependencyKind.RW))
        .mapToObj(graph::from)
        .flatMap(List::stream)
        .filter(edge -> edge.kind() == DependencyKind.RW)
        .limit(STARTS_MAX)
        .forEach(
            edge -> {
              List<Edge> cycle = new ArrayList<>(path(edge.to(), edge.from(), others));
              if (!cycle.isEmpty()) {
                cycle.addFirst(edge);
                keep(cycle);
              }
            });
  }

  /** Nodes on cycles or between them: who has no way out or no way in is left out, repeatedly. */
  private IntStream cyclic(Set<DependencyKind> allowed) {
    BitSet left = new BitSet();
    left.set(0, graph.nodes());
    int before;
    do {
      before = left.cardinality();
      for (int node = graph.nodes() - 1; node >= 0; node--) {
        if (graph.from(node).stream()
            .noneMatch(each -> allowed.contains(each.kind()) && left.get(each.to()))) {
          left.clear(node);
        }
      }
      for (int node = 0; node < graph.nodes(); node++) {
        if (graph.to(node).stream()
            .noneMatch(each -> allowed.contains(each.kind()) && left.get(each.from()))) {
          left.clear(node);
        }
      }
    } while (left.cardinality() < before);
    return left.stream();
  }

  /** A shortest way of at least one edge; empty where there is none. */
  private List<Edge> path(int from, int to, Set<DependencyKind> allowed) {
    Edge[] reached = new Edge[graph.nodes()];
    Deque<Integer> next = new ArrayDeque<>(List.of(from));
    while (!next.isEmpty()) {
      for (Edge edge : graph.from(next.remove())) {
        if (!allowed.contains(edge.kind()) || reached[edge.to()] != null) {
          continue;
        }
        reached[edge.to()] = edge;
        if (edge.to() == to) {
          return path(reached, from, to);
        }
        next.add(edge.to());
      }
    }
    return List.of();
  }

  private static List<Edge> path(Edge[] reached, int from, int to) {
    List<Edge> path = new ArrayList<>(List.of(reached[to]));
    while (path.getLast().from() != from) {
      path.add(reached[path.getLast().from()]);
    }
    Collections.reverse(path);
    return path;
  }
}
