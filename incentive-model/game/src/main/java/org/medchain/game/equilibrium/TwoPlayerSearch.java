package org.medchain.game.equilibrium;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.equilibrium.EquilibriumGraph.Biclique;

/**
 * All extreme equilibria of a two-player game: the pairs of vertices of the best-response polytopes
 * {x ≥ 0, Bᵀx ≤ 1} and {y ≥ 0, A·y ≤ 1} that carry all labels between them (Mangasarian 1964; Avis,
 * Rosenberg, Savani and von Stengel 2010). Exact, and no matter whether the game is degenerate.
 */
final class TwoPlayerSearch {
  private final Game game;
  private final Bimatrix matrices;
  private final SearchLimits limits;
  private final VertexEnumeration first;
  private final VertexEnumeration second;

  private TwoPlayerSearch(Game game, SearchLimits limits) {
    this.game = game;
    this.limits = limits;
    this.matrices = Bimatrix.of(game);
    this.first = new VertexEnumeration(transpose(matrices.column()), 0, limits.maxWork());
    this.second = new VertexEnumeration(matrices.row(), matrices.rows(), limits.maxWork());
  }

  static NashSearchResult solve(Game game, SearchLimits limits) {
    return new TwoPlayerSearch(game, limits).solve();
  }

  static BigInteger[][] transpose(BigInteger[][] matrix) {
    return IntStream.range(0, matrix[0].length)
        .mapToObj(at -> Arrays.stream(matrix).map(row -> row[at]).toArray(BigInteger[]::new))
        .toArray(BigInteger[][]::new);
  }

  private NashSearchResult solve() {
    boolean all = first.isComplete() && second.isComplete();
    ExtremeEquilibriumNodes nodes = nodes(all ? List.of() : fallback());
    EquilibriumGraph graph = new EquilibriumGraph(nodes.edges, nodes.seconds.size());
    List<NashEquilibrium> equilibria = equilibria(nodes, graph);
    List<Biclique> bicliques = graph.bicliques(limits.maxSubsets());
    boolean listed = bicliques.size() <= limits.maxSubsets();
    List<NashSubset> subsets = new ArrayList<>();
    for (Biclique each : listed ? bicliques : bicliques.subList(0, limits.maxSubsets())) {
      subsets.add(
          new NashSubset(
              graph.component(each.first().nextSetBit(0)),
              each.first().stream().mapToObj(nodes.firsts::get).toList(),
              each.second().stream().mapToObj(nodes.seconds::get).toList()));
    }
    subsets.sort(
        Comparator.comparingInt(NashSubset::component)
            .thenComparing(each -> each.first().get(0), NashEquilibrium.EARLY_ACTIONS_FIRST)
            .thenComparing(each -> each.second().get(0), NashEquilibrium.EARLY_ACTIONS_FIRST));
    return new NashSearchResult(equilibria, subsets, searched(all, listed), all);
  }

  /** An equilibrium as a pair of strategies. */
  private record StrategyPair(List<BigFraction> first, List<BigFraction> second) {}

  /** The strategies that occur in extreme equilibria, sorted, and which go together. */
  private record ExtremeEquilibriumNodes(
      List<List<BigFraction>> firsts, List<List<BigFraction>> seconds, List<BitSet> edges) {}

  private ExtremeEquilibriumNodes nodes(List<NashEquilibrium> known) {
    List<StrategyPair> pairs = matches();
    known.forEach(
        each -> pairs.add(new StrategyPair(each.profile().get(0), each.profile().get(1))));
    List<List<BigFraction>> firsts = sorted(pairs.stream().map(StrategyPair::first));
    List<List<BigFraction>> seconds = sorted(pairs.stream().map(StrategyPair::second));
    Map<List<BigFraction>, Integer> rows = numbers(firsts);
    Map<List<BigFraction>, Integer> columns = numbers(seconds);
    List<BitSet> edges = new ArrayList<>();
    firsts.forEach(each -> edges.add(new BitSet(seconds.size())));
    pairs.forEach(each -> edges.get(rows.get(each.first)).set(columns.get(each.second)));
    return new ExtremeEquilibriumNodes(firsts, seconds, edges);
  }

  private static List<List<BigFraction>> sorted(Stream<List<BigFraction>> strategies) {
    return strategies.distinct().sorted(NashEquilibrium.EARLY_ACTIONS_FIRST).toList();
  }

  private static Map<List<BigFraction>, Integer> numbers(List<List<BigFraction>> strategies) {
    Map<List<BigFraction>, Integer> numbers = new LinkedHashMap<>();
    strategies.forEach(each -> numbers.put(each, numbers.size()));
    return numbers;
  }

  /** The pairs of vertices that carry all labels. */
  private List<StrategyPair> matches() {
    int labels = matrices.rows() + matrices.columns();
    List<PolytopeVertex> others = second.vertices();
    BitSet[] carriers = new BitSet[labels];
    for (int label = 0; label < labels; label++) {
      carriers[label] = new BitSet(others.size());
    }
    for (int other = 0; other < others.size(); other++) {
      int at = other;
      others.get(other).labels().stream().forEach(label -> carriers[label].set(at));
    }
    List<StrategyPair> pairs = new ArrayList<>();
    Map<Integer, List<BigFraction>> strategies = new LinkedHashMap<>();
    for (PolytopeVertex vertex : first.vertices()) {
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
            .forEach(strategy -> pairs.add(new StrategyPair(own, strategy)));
      }
    }
    return pairs;
  }

  /**
   * What can be had without all vertices: pure equilibria, and a pair of optimal strategies where
   * the payoffs have a constant sum.
   */
  private List<NashEquilibrium> fallback() {
    List<NashEquilibrium> found = new ArrayList<>(PureEquilibria.of(game));
    if (ZeroSumSolution.isConstantSum(game)) {
      ZeroSumSolution optimal = ZeroSumSolution.solve(game);
      found.add(NashEquilibrium.of(game, List.of(optimal.first(), optimal.second()), 0));
    }
    return found;
  }

  private List<NashEquilibrium> equilibria(ExtremeEquilibriumNodes nodes, EquilibriumGraph graph) {
    List<NashEquilibrium> equilibria = new ArrayList<>();
    for (int row = 0; row < nodes.firsts.size(); row++) {
      int number = graph.component(row);
      List<BigFraction> own = nodes.firsts.get(row);
      nodes.edges.get(row).stream()
          .mapToObj(
              column -> NashEquilibrium.of(game, List.of(own, nodes.seconds.get(column)), number))
          .forEach(equilibria::add);
    }
    // The strategies are sorted, and sorting by component keeps that order within each.
    equilibria.sort(Comparator.comparingInt(NashEquilibrium::component));
    return equilibria;
  }

  private String searched(boolean all, boolean listed) {
    String vertices =
        "%s and %s vertices of the best-response polytopes"
            .formatted(first.vertices().size(), second.vertices().size());
    if (!all) {
      return "found among "
          + vertices
          + ", where the limit of work ended the enumeration and all pure profiles"
          + (ZeroSumSolution.isConstantSum(game)
              ? ", and by the linear programme of zero-sum games"
              : "")
          + "; not searched: the other vertices, so further mixed equilibria may exist and"
          + " components may be connected";
    }
    return "all equilibria of two players: exact enumeration of "
        + vertices
        + (listed
            ? ""
            : "; of the maximal Nash subsets only " + limits.maxSubsets() + " are listed");
  }
}
