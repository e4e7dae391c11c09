package org.medchain.history.cycle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Transactions, and which must come before which. */
final class DependencyGraph {
  private final List<List<Edge>> edges = new ArrayList<>();
  private final List<List<Edge>> into = new ArrayList<>();

  /** Why one transaction comes before another; in the order in which a path prefers them. */
  enum DependencyKind {
    /** Its write is just before the other's. */
    WW,
    /** The other read its write. */
    WR,
    /** The same process ran it before. */
    PROCESS,
    /** It ended before the other began. */
    REALTIME,
    /** It read what the other's write replaced. */
    RW
  }

  /** One dependency, with its reason in words. */
  record Edge(int from, int to, DependencyKind kind, String reason) {}

  DependencyGraph(int nodes) {
    for (int i = 0; i < nodes; i++) {
      edges.add(new ArrayList<>());
      into.add(new ArrayList<>());
    }
  }

  int nodes() {
    return edges.size();
  }

  void add(int from, int to, DependencyKind kind, String reason) {
    if (from != to) {
      Edge edge = new Edge(from, to, kind, reason);
      edges.get(from).add(edge);
      into.get(to).add(edge);
    }
  }

  /** To be called when all are there: paths take the first that is allowed. */
  void sort() {
    edges.forEach(each -> each.sort(Comparator.comparing(Edge::kind)));
  }

  List<Edge> from(int node) {
    return edges.get(node);
  }

  List<Edge> to(int node) {
    return into.get(node);
  }

  long size() {
    return edges.stream().mapToLong(List::size).sum();
  }
}
