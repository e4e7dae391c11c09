package org.medchain.game.dynamics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.exact.Fractions;
import org.medchain.game.exact.LinearSystem;

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
      double[] centre = new double[exact.get(0).length];
      for (int i = 0; i < centre.length; i++) {
        int at = i;
        BigFraction sum = Fractions.sum(exact.size(), corner -> exact.get(corner)[at]);
        centre[i] = Game.toDouble(sum.divide(exact.size()));
      }
      return centre;
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
    List<RestPointFace> faces = new ArrayList<>();
    for (int support = 1; support <= fullSupport; support++) {
      if (inAllPopulations(support)) {
        face(support).ifPresent(faces::add);
      }
    }
    List<RestPointFace> maximal = new ArrayList<>();
    for (RestPointFace face : faces) {
      boolean part =
          faces.stream()
              .anyMatch(
                  other -> other.dimension > face.dimension && keys(other).containsAll(keys(face)));
      if (!part) {
        maximal.add(face);
      }
    }
    return maximal;
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
    BigFraction[][] edges = new BigFraction[corners.size()][];
    for (int row = 0; row < edges.length; row++) {
      edges[row] = corners.get(row).clone();
      for (int i = 0; i < edges[row].length; i++) {
        edges[row][i] = edges[row][i].subtract(corners.get(0)[i]);
      }
    }
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
    for (int p = 0; p < populations.populationCount(); p++) {
      int mask = (1 << populations.offset(p + 1)) - (1 << populations.offset(p));
      if ((support & mask) == 0) {
        return false;
      }
    }
    return true;
  }

  private boolean unique(int support) {
    BigFraction[][] equations = equations(support, support);
    return LinearSystem.rank(equations) == equations[0].length;
  }

  /** The only state with positive shares for {@code used} at which {@code equal} yield the same. */
  private Optional<BigFraction[]> solution(int used, int equal) {
    BigFraction[] constants =
        Fractions.zeros(Integer.bitCount(equal) + populations.populationCount());
    Arrays.fill(constants, Integer.bitCount(equal), constants.length, BigFraction.ONE);
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
        new BigFraction[rows.length + populations.populationCount()]
            [columns.length + populations.populationCount()];
    for (BigFraction[] row : equations) {
      Arrays.fill(row, BigFraction.ZERO);
    }
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < columns.length; column++) {
        equations[row][column] = populations.exact(rows[row], columns[column]);
      }
      equations[row][columns.length + populations.population(rows[row])] = BigFraction.MINUS_ONE;
    }
    for (int column = 0; column < columns.length; column++) {
      equations[rows.length + populations.population(columns[column])][column] = BigFraction.ONE;
    }
    return equations;
  }

  /** Whether no other strategy yields more. */
  private boolean isNash(BigFraction[] state) {
    BigFraction[] yields = new BigFraction[state.length];
    for (int row = 0; row < state.length; row++) {
      int own = row;
      yields[row] = Fractions.weighed(List.of(state), other -> populations.exact(own, other));
    }
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
