package org.medchain.game.equilibrium;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;

/**
 * All extreme equilibria of a two-player game: the pairs of vertices of the best-response polytopes
 * {x ≥ 0, Bᵀx ≤ 1} and {y ≥ 0, A·y ≤ 1} that carry all labels between them (Mangasarian 1964; Avis,
 * Rosenberg, Savani and von Stengel 2010). Exact, and no matter whether the game is degenerate.
 */
final class TwoPlayerSearch {
  private final Game game;
  private final Bimatrix matrices;
  private final Limits limits;
  private final VertexSearch first;
  private final VertexSearch second;

  private TwoPlayerSearch(Game game, Limits limits) {
    this.game = game;
    this.limits = limits;
    this.matrices = Bimatrix.of(game);
    this.first = new VertexSearch(transposed(matrices.column()), 0, limits.work());
    this.second = new VertexSearch(matrices.row(), matrices.rows(), limits.work());
  }

  static Solution solve(Game game, Limits limits) {
    return new TwoPlayerSearch(game, limits).solve();
  }

  static BigInteger[][] transposed(BigInteger[][] matrix) {
    BigInteger[][] turned = new BigInteger[matrix[0].length][matrix.length];
    for (int row = 0; row < matrix.length; row++) {
      for (int column = 0; column < matrix[row].length; column++) {
        turned[column][row] = matrix[row][column];
      }
    }
    return turned;
  }

  private Solution solve() {
    boolean all = first.complete() && second.complete();
    Nodes nodes = nodes(all ? List.of() : fallback());
    EquilibriumGraph graph = new EquilibriumGraph(nodes.edges, nodes.seconds.size());
    List<Equilibrium> equilibria = equilibria(nodes, graph);
    List<EquilibriumGraph.Biclique> bicliques = graph.bicliques(limits.subsets());
    boolean listed = bicliques.size() <= limits.subsets();
    List<NashSubset> subsets = new ArrayList<>();
    for (EquilibriumGraph.Biclique each :
        listed ? bicliques : bicliques.subList(0, limits.subsets())) {
      subsets.add(
          new NashSubset(
              graph.component(each.first().nextSetBit(0)),
              each.first().stream().mapToObj(nodes.firsts::get).toList(),
              each.second().stream().mapToObj(nodes.seconds::get).toList()));
    }
    subsets.sort(
        Comparator.comparingInt(NashSubset::component)
            .thenComparing(each -> each.first().get(0), Rationals.EARLY_ACTIONS_FIRST)
            .thenComparing(each -> each.second().get(0), Rationals.EARLY_ACTIONS_FIRST));
    List<Integer> indices = all ? indices(nodes, graph) : List.of();
    return new Solution(equilibria, subsets, indices, searched(all, listed), all);
  }

  /** An equilibrium as a pair of strategies. */
  private record Pair(List<BigFraction> first, List<BigFraction> second) {}

  /** The strategies that occur in extreme equilibria, sorted, and which go together. */
  private record Nodes(
      List<List<BigFraction>> firsts, List<List<BigFraction>> seconds, List<BitSet> edges) {}

  private Nodes nodes(List<Equilibrium> known) {
    List<Pair> pairs = matches();
    known.forEach(each -> pairs.add(new Pair(each.profile().get(0), each.profile().get(1))));
    List<List<BigFraction>> firsts =
        pairs.stream().map(Pair::first).distinct().sorted(Rationals.EARLY_ACTIONS_FIRST).toList();
    List<List<BigFraction>> seconds =
        pairs.stream().map(Pair::second).distinct().sorted(Rationals.EARLY_ACTIONS_FIRST).toList();
    Map<List<BigFraction>, Integer> rows = numbers(firsts);
    Map<List<BigFraction>, Integer> columns = numbers(seconds);
    List<BitSet> edges = new ArrayList<>();
    firsts.forEach(each -> edges.add(new BitSet(seconds.size())));
    pairs.forEach(each -> edges.get(rows.get(each.first)).set(columns.get(each.second)));
    return new Nodes(firsts, seconds, edges);
  }

  private static Map<List<BigFraction>, Integer> numbers(List<List<BigFraction>> strategies) {
    Map<List<BigFraction>, Integer> numbers = new LinkedHashMap<>();
    strategies.forEach(each -> numbers.put(each, numbers.size()));
    return numbers;
  }

  /** The pairs of vertices that carry all labels. */
  private List<Pair> matches() {
    int labels = matrices.rows() + matrices.columns();
    List<Vertex> others = second.vertices();
    BitSet[] carriers = new BitSet[labels];
    for (int label = 0; label < labels; label++) {
      carriers[label] = new BitSet(others.size());
    }
    for (int other = 0; other < others.size(); other++) {
      int at = other;
      others.get(other).labels().stream().forEach(label -> carriers[label].set(at));
    }
    List<Pair> pairs = new ArrayList<>();
    Map<Integer, List<BigFraction>> strategies = new LinkedHashMap<>();
    for (Vertex vertex : first.vertices()) {
      BitSet partners = new BitSet();
      partners.set(0, others.size());
      int missing = vertex.labels().nextClearBit(0);
      for (; missing < labels && !partners.isEmpty(); ) {
        partners.and(carriers[missing]);
        missing = vertex.labels().nextClearBit(missing + 1);
      }
      if (!partners.isEmpty()) {
        List<BigFraction> own = vertex.strategy();
        partners.stream()
            .mapToObj(at -> strategies.computeIfAbsent(at, key -> others.get(key).strategy()))
            .forEach(strategy -> pairs.add(new Pair(own, strategy)));
      }
    }
    return pairs;
  }

  /**
   * What can be had without all vertices: pure equilibria, a pair of optimal strategies where the
   * payoffs have a constant sum, and where the paths of labels end.
   */
  private List<Equilibrium> fallback() {
    List<Equilibrium> found = new ArrayList<>(PureEquilibria.of(game));
    if (ZeroSum.applies(game)) {
      ZeroSum optimal = ZeroSum.solve(game);
      found.add(Equilibrium.of(game, List.of(optimal.first(), optimal.second()), 0));
    }
    LemkeHowson.paths(game, limits).forEach(path -> path.end().ifPresent(found::add));
    return found;
  }

  private List<Equilibrium> equilibria(Nodes nodes, EquilibriumGraph graph) {
    List<Equilibrium> equilibria = new ArrayList<>();
    for (int row = 0; row < nodes.firsts.size(); row++) {
      int number = graph.component(row);
      List<BigFraction> own = nodes.firsts.get(row);
      nodes.edges.get(row).stream()
          .mapToObj(column -> Equilibrium.of(game, List.of(own, nodes.seconds.get(column)), number))
          .forEach(equilibria::add);
    }
    // The strategies are sorted, and sorting by component keeps that order within each.
    equilibria.sort(Comparator.comparingInt(Equilibrium::component));
    return equilibria;
  }

  /**
   * The index of each component: the sum over the equilibria of the perturbed game near it, which
   * are the pairs of bases that share no label (von Stengel 2002, section 2; Shapley 1974).
   */
  private List<Integer> indices(Nodes nodes, EquilibriumGraph graph) {
    int labels = matrices.rows() + matrices.columns();
    Map<List<BigFraction>, Integer> rows = numbers(nodes.firsts);
    List<Integer> indices = new ArrayList<>();
    first
        .bases()
        .forEach(
            (labelled, vertex) -> {
              BitSet rest = (BitSet) labelled.clone();
              rest.flip(0, labels);
              boolean origin = labelled.nextClearBit(0) == matrices.rows();
              if (!origin && second.bases().containsKey(rest)) {
                int component = graph.component(rows.get(vertex.strategy()));
                while (indices.size() < component) {
                  indices.add(0);
                }
                indices.set(component - 1, indices.get(component - 1) + sign(labelled));
              }
            });
    int components = 0;
    for (int row = 0; row < nodes.firsts.size(); row++) {
      components = Math.max(components, graph.component(row));
    }
    while (indices.size() < components) {
      indices.add(0);
    }
    return indices;
  }

  private int sign(BitSet labelled) {
    int[] rows = IntStream.range(0, matrices.rows()).filter(row -> !labelled.get(row)).toArray();
    int[] columns =
        labelled.stream().map(each -> each - matrices.rows()).filter(each -> each >= 0).toArray();
    int sign =
        Rationals.determinantSign(part(matrices.row(), rows, columns))
            * Rationals.determinantSign(part(matrices.column(), rows, columns));
    return rows.length % 2 == 1 ? sign : -sign;
  }

  private static BigInteger[][] part(BigInteger[][] matrix, int[] rows, int[] columns) {
    BigInteger[][] part = new BigInteger[rows.length][columns.length];
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < columns.length; column++) {
        part[row][column] = matrix[rows[row]][columns[column]];
      }
    }
    return part;
  }

  private String searched(boolean all, boolean listed) {
    String vertices =
        first.vertices().size()
            + " and "
            + second.vertices().size()
            + " vertices of the best-response polytopes";
    if (!all) {
      return "found among "
          + vertices
          + ", where the limit of work ended the enumeration, all pure profiles"
          + (ZeroSum.applies(game) ? ", the linear programme of zero-sum games" : "")
          + " and the Lemke-Howson paths of all labels; not searched: the other vertices, so further mixed"
          + " equilibria may exist and components may be connected";
    }
    return "all equilibria of two players: exact enumeration of "
        + vertices
        + (listed ? "" : "; of the maximal Nash subsets only " + limits.subsets() + " are listed");
  }
}
