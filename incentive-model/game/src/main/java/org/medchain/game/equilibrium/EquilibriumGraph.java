package org.medchain.game.equilibrium;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The bipartite graph whose edges are the extreme equilibria of a two-player game: first player's
 * strategies on one side, second player's on the other (Avis, Rosenberg, Savani and von Stengel
 * 2010). Its connected components are those of the set of equilibria, and its maximal bicliques the
 * maximal Nash subsets.
 */
final class EquilibriumGraph {
  private final List<BitSet> neighbours;
  private final BitSet[] back;
  private final int[] component;

  /**
   * A graph.
   *
   * @param neighbours for each first node, at least one second node
   * @param seconds how many second nodes there are
   */
  EquilibriumGraph(List<BitSet> neighbours, int seconds) {
    this.neighbours = neighbours;
    this.back = new BitSet[seconds];
    for (int second = 0; second < seconds; second++) {
      back[second] = new BitSet(neighbours.size());
    }
    for (int first = 0; first < neighbours.size(); first++) {
      int from = first;
      neighbours.get(first).stream().forEach(second -> back[second].set(from));
    }
    this.component = new int[neighbours.size()];
    int number = 0;
    for (int first = 0; first < component.length; first++) {
      if (component[first] == 0) {
        mark(first, ++number);
      }
    }
  }

  private void mark(int start, int number) {
    BitSet open = new BitSet();
    open.set(start);
    while (!open.isEmpty()) {
      int first = open.nextSetBit(0);
      open.clear(first);
      component[first] = number;
      neighbours.get(first).stream().forEach(second -> open.or(back[second]));
      for (int node = open.nextSetBit(0); node >= 0; node = open.nextSetBit(node + 1)) {
        if (component[node] != 0) {
          open.clear(node);
        }
      }
    }
  }

  /** The component, from 1, of a first node. */
  int component(int first) {
    return component[first];
  }

  /** Nodes on both sides, each joined to each. */
  record Biclique(BitSet first, BitSet second) {}

  /** The maximal bicliques, {@code limit} + 1 of them at most. */
  List<Biclique> bicliques(int limit) {
    List<Biclique> found = new ArrayList<>();
    BitSet all = new BitSet();
    all.set(0, back.length);
    extend(common(all), all, 0, found, limit);
    return found;
  }

  /**
   * Close-by-one (Kuznetsov 1999): first nodes are added in order, and a closure that brings in an
   * earlier one is left to the branch that began with it, so that each is found once.
   */
  private void extend(BitSet first, BitSet second, int from, List<Biclique> found, int limit) {
    if (!first.isEmpty()) {
      found.add(new Biclique(first, second));
    }
    for (int next = from; next < neighbours.size() && found.size() <= limit; next++) {
      if (first.get(next)) {
        continue;
      }
      BitSet fewer = (BitSet) second.clone();
      fewer.and(neighbours.get(next));
      if (!fewer.isEmpty()) {
        BitSet closed = common(fewer);
        if (sameBefore(first, closed, next)) {
          extend(closed, fewer, next + 1, found, limit);
        }
      }
    }
  }

  private BitSet common(BitSet second) {
    BitSet first = new BitSet();
    first.set(0, neighbours.size());
    second.stream().forEach(each -> first.and(back[each]));
    return first;
  }

  private static boolean sameBefore(BitSet one, BitSet other, int end) {
    BitSet difference = (BitSet) one.clone();
    difference.xor(other);
    int at = difference.nextSetBit(0);
    return at < 0 || at >= end;
  }
}
