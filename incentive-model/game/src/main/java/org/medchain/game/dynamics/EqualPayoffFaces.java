package org.medchain.game.dynamics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.exact.Fractions;
import org.medchain.game.exact.LinearSystem;
import org.medchain.game.exact.Vectors;

/**
 * The states of a linear game in which all strategies in use yield the same, face by face of the
 * simplex, over the rational numbers: the rest points of the replicator; or those of them that are
 * Nash equilibria.
 *
 * <p>On a face these states are the positive solutions of linear equations: none, a point, or the
 * inside of a polytope, which its corners describe.
 */
final class EqualPayoffFaces {
  /**
   * The states on one face.
   *
   * @param exact the corners of the closure of their set
   * @param dimension of that set
   * @param nash whether all of them are Nash equilibria
   */
  record RestPointFace(List<BigFraction[]> exact, int dimension, boolean nash) {
    /** The mean of the corners, which is inside. */
    double[] centre() {
      return Vectors.of(
          exact.get(0).length,
          at ->
              Game.toDouble(
                  Fractions.sum(exact.size(), corner -> exact.get(corner)[at])
                      .divide(exact.size())));
    }

    List<double[]> corners() {
      return exact.stream()
          .map(corner -> Arrays.stream(corner).mapToDouble(Game::toDouble).toArray())
          .toList();
    }
  }

  private final Populations populations;
  private final boolean nash;
  private final int fullSupport;

  EqualPayoffFaces(Populations populations, boolean nash) {
    this.populations = populations;
    this.nash = nash;
    this.fullSupport = (1 << populations.stateSize()) - 1;
  }

  /**
   * The faces with such states, except for those that are part of the boundary of another's
   * polytope.
   */
  List<RestPointFace> maximalFaces() {
    List<RestPointFace> faces =
        IntStream.rangeClosed(1, fullSupport)
            .filter(this::inAllPopulations)
            .mapToObj(this::face)
            .flatMap(Optional::stream)
            .toList();
    return faces.stream()
        .filter(
            face ->
                faces.stream()
                    .noneMatch(
                        other ->
                            other.dimension > face.dimension
                                && keys(other).containsAll(keys(face))))
        .toList();
  }

  private static List<String> keys(RestPointFace face) {
    return face.exact.stream().map(Arrays::toString).toList();
  }

  private Optional<RestPointFace> face(int support) {
    List<BigFraction[]> corners = new ArrayList<>();
    if (unique(support)) {
      solution(support, support).filter(each -> !nash || isNash(each)).ifPresent(corners::add);
    } else {
      corners.addAll(corners(support));
    }
    if (corners.isEmpty() || !inside(corners, support)) {
      return Optional.empty();
    }
    BigFraction[][] edges =
        Fractions.matrix(
            corners.size(),
            populations.stateSize(),
            (row, i) -> corners.get(row)[i].subtract(corners.get(0)[i]));
    return Optional.of(
        new RestPointFace(
            corners, LinearSystem.rank(edges), corners.stream().allMatch(this::isNash)));
  }

  /**
   * The corners of the solutions in the closure of a face: each is the only solution for the
   * strategies that are positive in it. Nash equilibria are cut out by inequalities as well, some
   * of which are equalities in a corner: strategies not in use that yield as much. Where all
   * corners of the rest points are equilibria, all between them are, and there is nothing to cut.
   */
  private List<BigFraction[]> corners(int support) {
    Map<String, BigFraction[]> corners = new LinkedHashMap<>();
    collect(support, support, corners);
    if (!corners.values().stream().allMatch(each -> !nash || isNash(each))) {
      int outside = fullSupport & ~support;
      for (int extra = outside; extra > 0; extra = (extra - 1) & outside) {
        collect(support, support | extra, corners);
      }
    }
    return corners.values().stream().filter(each -> !nash || isNash(each)).toList();
  }

  private void collect(int support, int equal, Map<String, BigFraction[]> corners) {
    for (int used = support; used > 0; used = (used - 1) & support) {
      if (inAllPopulations(used)) {
        solution(used, equal).ifPresent(found -> corners.put(Arrays.toString(found), found));
      }
    }
  }

  private boolean inAllPopulations(int support) {
    return IntStream.range(0, populations.populationCount())
        .map(p -> (1 << populations.offset(p + 1)) - (1 << populations.offset(p)))
        .noneMatch(mask -> (support & mask) == 0);
  }

  private boolean unique(int support) {
    BigFraction[][] equations = equations(support, support);
    return LinearSystem.rank(equations) == equations[0].length;
  }

  /** The only state with positive shares for {@code used} at which {@code equal} yield the same. */
  private Optional<BigFraction[]> solution(int used, int equal) {
    int rows = Integer.bitCount(equal);
    BigFraction[] constants =
        Fractions.vector(rows + populations.populationCount(), row -> Fractions.oneIf(row >= rows));
    Optional<List<BigFraction>> solved = LinearSystem.solve(equations(used, equal), constants);
    int[] places = places(used);
    if (solved.isEmpty()
        || solved.get().stream().limit(places.length).anyMatch(x -> Fractions.sign(x) <= 0)) {
      return Optional.empty();
    }
    BigFraction[] state = Fractions.zeros(populations.stateSize());
    for (int i = 0; i < places.length; i++) {
      state[places[i]] = solved.get().get(i);
    }
    return Optional.of(state);
  }

  /** Unknown: the shares of {@code used}, then what each population gets. */
  private BigFraction[][] equations(int used, int equal) {
    int[] columns = places(used);
    int[] rows = places(equal);
    BigFraction[][] equations =
        Fractions.matrix(
            rows.length + populations.populationCount(),
            columns.length + populations.populationCount(),
            (row, column) ->
                row < rows.length && column < columns.length
                    ? populations.exact(rows[row], columns[column])
                    : BigFraction.ZERO);
    for (int row = 0; row < rows.length; row++) {
      equations[row][columns.length + populations.population(rows[row])] = BigFraction.MINUS_ONE;
    }
    for (int column = 0; column < columns.length; column++) {
      equations[rows.length + populations.population(columns[column])][column] = BigFraction.ONE;
    }
    return equations;
  }

  /** Whether no other strategy yields more. */
  private boolean isNash(BigFraction[] state) {
    BigFraction[] yields =
        Fractions.vector(
            state.length,
            own -> Fractions.weighed(List.of(state), other -> populations.exact(own, other)));
    for (int i = 0; i < state.length; i++) {
      for (int used = 0; used < state.length; used++) {
        boolean rival = populations.population(i) == populations.population(used);
        if (rival && Fractions.sign(state[used]) > 0 && yields[i].compareTo(yields[used]) > 0) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether the corners together use all strategies of {@code support}. */
  private static boolean inside(List<BigFraction[]> corners, int support) {
    return Arrays.stream(places(support))
        .allMatch(place -> corners.stream().anyMatch(corner -> Fractions.sign(corner[place]) > 0));
  }

  private static int[] places(int set) {
    int[] places = new int[Integer.bitCount(set)];
    for (int i = 0, left = set; i < places.length; i++, left &= left - 1) {
      places[i] = Integer.numberOfTrailingZeros(left);
    }
    return places;
  }
}
