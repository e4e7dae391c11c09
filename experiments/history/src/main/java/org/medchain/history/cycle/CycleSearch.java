package org.medchain.history.cycle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.history.cycle.DependencyGraph.DependencyKind;
import org.medchain.history.cycle.DependencyGraph.Edge;

/**
 * Short cycles of each kind in a graph of dependencies: strongly connected components first
 * (Tarjan, without recursion), then breadth first within each.
 */
final class CycleSearch {
  private static final int STARTS_MAX = 200;
  private static final int WRITES = bits(DependencyKind.WW);
  private static final int READS = bits(DependencyKind.WW, DependencyKind.WR);
  private static final int[] ORDERS = {
    0, bits(DependencyKind.PROCESS), bits(DependencyKind.PROCESS, DependencyKind.REALTIME),
  };

  private final DependencyGraph graph;
  private final Map<String, List<Edge>> found = new TreeMap<>();

  private CycleSearch(DependencyGraph graph) {
    this.graph = graph;
  }

  private static int bits(DependencyKind... kinds) {
    return Arrays.stream(kinds).mapToInt(DependencyKind::bit).sum();
  }

  /** By the anomaly's name, the shortest cycle found. */
  static Map<String, List<Edge>> cycles(DependencyGraph graph) {
    CycleSearch search = new CycleSearch(graph);
    for (int order : ORDERS) {
      search.anyCycle(WRITES | order);
      search.anyCycle(READS | order);
      search.throughOne(READS | order);
      search.anyCycle(READS | DependencyKind.RW.bit() | order);
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

  private void anyCycle(int allowed) {
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
  private void throughOne(int others) {
    int allowed = others | DependencyKind.RW.bit();
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
  private List<Edge> path(int from, int to, int allowed) {
    Edge[] reached = new Edge[graph.nodes()];
    Deque<Integer> next = new ArrayDeque<>(List.of(from));
    while (!next.isEmpty()) {
      for (Edge edge : graph.from(next.remove())) {
        if ((edge.kind().bit() & allowed) == 0 || reached[edge.to()] != null) {
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
  private List<List<Integer>> components(int allowed) {
    return new Components(allowed).find();
  }

  /** Tarjan's algorithm; the stack of calls is a list. */
  private final class Components {
    private final int allowed;
    private final int[] index = new int[graph.nodes()];
    private final int[] low = new int[graph.nodes()];
    private final int[] position = new int[graph.nodes()];
    private final boolean[] open = new boolean[graph.nodes()];
    private final Deque<Integer> calls = new ArrayDeque<>();
    private final Deque<Integer> stack = new ArrayDeque<>();
    private final List<List<Integer>> components = new ArrayList<>();
    private int next = 1;

    Components(int allowed) {
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
        if ((edge.kind().bit() & allowed) == 0) {
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
