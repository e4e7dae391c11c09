package org.medchain.history.cycle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.medchain.history.cycle.DependencyGraph.DependencyKind;
import org.medchain.history.cycle.DependencyGraph.Edge;

/**
 * Short cycles of each kind in a graph of dependencies: strongly connected components first
 * (Tarjan, without recursion), then breadth first within each.
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
    for (List<Integer> component : components(allowed)) {
      List<Edge> shortest = List.of();
      for (int start : component.subList(0, Math.min(STARTS_MAX, component.size()))) {
        List<Edge> cycle = path(start, start, allowed);
        if (shortest.isEmpty() || cycle.size() < shortest.size()) {
          shortest = cycle;
        }
      }
      keep(shortest);
    }
  }

  /** Cycles with exactly one anti-dependency. */
  private void throughOne(Set<DependencyKind> others) {
    Set<DependencyKind> allowed = with(others, DependencyKind.RW);
    for (List<Integer> component : components(allowed)) {
      List<Edge> shortest = List.of();
      int tried = 0;
      for (int from : component) {
        for (Edge edge : graph.from(from)) {
          if (edge.kind() != DependencyKind.RW || tried++ >= STARTS_MAX) {
            continue;
          }
          List<Edge> back = path(edge.to(), from, others);
          if (!back.isEmpty() && (shortest.isEmpty() || back.size() + 1 < shortest.size())) {
            shortest = new ArrayList<>(List.of(edge));
            shortest.addAll(back);
          }
        }
      }
      if (!shortest.isEmpty()) {
        keep(shortest);
      }
    }
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

  /** Components of more than one node. */
  private List<List<Integer>> components(Set<DependencyKind> allowed) {
    return new Components(allowed).find();
  }

  /** Tarjan's algorithm; the stack of calls is a list. */
  private final class Components {
    private final Set<DependencyKind> allowed;
    private final int[] index = new int[graph.nodes()];
    private final int[] low = new int[graph.nodes()];
    private final int[] position = new int[graph.nodes()];
    private final boolean[] open = new boolean[graph.nodes()];
    private final Deque<Integer> calls = new ArrayDeque<>();
    private final Deque<Integer> stack = new ArrayDeque<>();
    private final List<List<Integer>> components = new ArrayList<>();
    private int next = 1;

    Components(Set<DependencyKind> allowed) {
      this.allowed = allowed;
    }

    List<List<Integer>> find() {
      for (int root = 0; root < graph.nodes(); root++) {
        if (index[root] == 0) {
          enter(root);
          while (!calls.isEmpty()) {
            visit(calls.peek());
          }
        }
      }
      return components;
    }

    private void enter(int node) {
      index[node] = next;
      low[node] = next++;
      open[node] = true;
      stack.push(node);
      calls.push(node);
    }

    private void visit(int node) {
      List<Edge> edges = graph.from(node);
      while (position[node] < edges.size()) {
        Edge edge = edges.get(position[node]++);
        if (!allowed.contains(edge.kind())) {
          continue;
        }
        if (index[edge.to()] == 0) {
          enter(edge.to());
          return;
        }
        if (open[edge.to()]) {
          low[node] = Math.min(low[node], index[edge.to()]);
        }
      }
      calls.pop();
      if (!calls.isEmpty()) {
        low[calls.peek()] = Math.min(low[calls.peek()], low[node]);
      }
      if (low[node] == index[node]) {
        close(node);
      }
    }

    private void close(int node) {
      List<Integer> component = new ArrayList<>();
      int last;
      do {
        last = stack.pop();
        open[last] = false;
        component.add(last);
      } while (last != node);
      if (component.size() > 1) {
        components.add(component);
      }
    }
  }
}
