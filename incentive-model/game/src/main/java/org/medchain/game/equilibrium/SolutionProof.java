package org.medchain.game.equilibrium;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.fraction.BigFraction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.LUDecomposition;
import org.medchain.game.Game;
import org.medchain.game.exact.Fractions;

/**
 * What can be proved in rational numbers of a point near which the actions in use yield the same: a
 * solution in short fractions is put in; any other is enclosed in a box in which Krawczyk's
 * operator (1969; Neumaier 1990, section 5.1) shows exactly one.
 *
 * <p>Payoffs are between 0 and 1, so that no yield changes by more than the sum of all changes of
 * probabilities; bounds below have twice that for boxes that reach out of the simplex.
 */
final class SolutionProof {
  private static final int FIRST_BITS = 64;
  private static final int LAST_BITS = 512;
  private static final int NEWTON_STEPS = 16;
  private static final BigFraction OUTSIDE = new BigFraction(-1, 512);

  private final Game game;
  private final int[][] supports;

  /** The unknowns, and the equations: players and their actions in use except for the first. */
  private final List<int[]> unknowns = new ArrayList<>();

  /** With payoffs between 0 and 1. */
  SolutionProof(Game game, int[][] supports) {
    this.game = game;
    this.supports = Arrays.stream(supports).map(int[]::clone).toArray(int[][]::new);
    for (int player = 0; player < supports.length; player++) {
      for (int used = 1; used < supports[player].length; used++) {
        unknowns.add(new int[] {player, supports[player][used]});
      }
    }
  }

  /** What is known of the only solution in a region. */
  enum ProofVerdict {
    /** It is an equilibrium with just these actions in use. */
    EQUILIBRIUM,
    /** It is no equilibrium, or one with fewer actions in use. */
    NO_EQUILIBRIUM,
    /** Not even {@value #LAST_BITS} bits tell. */
    UNDECIDED
  }

  /**
   * The solution near a point.
   *
   * @param profile itself, or the centre of its box
   * @param radius by how much each probability but the first in use may be off; 0 for the solution
   *     itself
   */
  record ProvenSolution(ProofVerdict verdict, List<List<BigFraction>> profile, BigFraction radius) {
    /** Whether both are one solution, given that each box holds one, in its inner half. */
    boolean isSame(ProvenSolution other) {
      BigFraction wider = radius.compareTo(other.radius) > 0 ? radius : other.radius;
      BigFraction near = wider.divide(2);
      List<BigFraction> one = profile.stream().flatMap(List::stream).toList();
      List<BigFraction> two = other.profile.stream().flatMap(List::stream).toList();
      return IntStream.range(0, one.size())
          .allMatch(at -> one.get(at).subtract(two.get(at)).abs().compareTo(near) <= 0);
    }
  }

  /**
   * The solution to which Newton's method goes, with as many bits as it takes to decide.
   *
   * @param mixed for each player who mixes, the probabilities of the actions in use
   */
  ProvenSolution near(double[][] mixed) {
    BigFraction[] point = start(mixed);
    Optional<BigFraction[][]> inverse = inverse(point);
    for (int bits = FIRST_BITS; inverse.isPresent() && bits <= LAST_BITS; bits *= 2) {
      if (!refine(point, inverse.get(), bits)) {
        break;
      }
      BigFraction radius = new BigFraction(BigInteger.ONE, BigInteger.ONE.shiftLeft(bits / 2));
      Optional<ProvenSolution> proof =
          inFractions(point, radius).or(() -> inBox(point, inverse.get(), radius));
      if (proof.isPresent()) {
        return proof.get();
      }
    }
    return new ProvenSolution(ProofVerdict.UNDECIDED, profile(point), BigFraction.ZERO);
  }

  /** The solution in short fractions within {@code radius}, if there is one. */
  Optional<ProvenSolution> inFractions(double[][] mixed, BigFraction radius) {
    return inFractions(start(mixed), radius);
  }

  private Optional<ProvenSolution> inFractions(BigFraction[] point, BigFraction radius) {
    List<List<BigFraction>> profile =
        profile(
            Fractions.vector(
                point.length,
                at -> {
                  BigFraction low = point[at].subtract(radius);
                  return Fractions.simplest(
                      Fractions.sign(low) < 0 ? BigFraction.ZERO : low, point[at].add(radius));
                }));
    if (!Arrays.stream(residuals(profile)).allMatch(each -> Fractions.sign(each) == 0)) {
      return Optional.empty();
    }
    return verdict(profile, BigFraction.ZERO)
        .map(known -> new ProvenSolution(known, profile, BigFraction.ZERO));
  }

  private BigFraction[] start(double[][] mixed) {
    return Arrays.stream(mixed)
        .flatMap(mix -> Arrays.stream(mix).skip(1).mapToObj(BigFraction::new))
        .toArray(BigFraction[]::new);
  }

  /** The profile with these probabilities; the first action in use takes the rest. */
  private List<List<BigFraction>> profile(BigFraction[] point) {
    BigFraction[][] profile = new BigFraction[supports.length][];
    for (int player = 0; player < supports.length; player++) {
      profile[player] = Fractions.zeros(game.actionCount(player));
      profile[player][supports[player][0]] = BigFraction.ONE;
    }
    for (int at = 0; at < point.length; at++) {
      BigFraction[] own = profile[unknowns.get(at)[0]];
      int first = supports[unknowns.get(at)[0]][0];
      own[unknowns.get(at)[1]] = point[at];
      own[first] = own[first].subtract(point[at]);
    }
    return Stream.of(profile).map(List::of).toList();
  }

  private BigFraction[] residuals(List<List<BigFraction>> profile) {
    return unknowns.stream()
        .map(
            at -> {
              BigFraction first = game.exactActionPayoff(at[0], supports[at[0]][0], profile);
              return game.exactActionPayoff(at[0], at[1], profile).subtract(first);
            })
        .toArray(BigFraction[]::new);
  }

  /** The derivatives: [equation][unknown]. */
  private BigFraction[][] slopes(List<List<BigFraction>> profile) {
    BigFraction[][] slopes =
        Fractions.matrix(unknowns.size(), unknowns.size(), (row, column) -> BigFraction.ZERO);
    List<List<BigFraction>> turned = new ArrayList<>(profile);
    for (int column = 0; column < slopes.length; column++) {
      int who = unknowns.get(column)[0];
      turned.set(who, Fractions.unit(game.actionCount(who), unknowns.get(column)[1]));
      BigFraction[] there = residuals(turned);
      turned.set(who, Fractions.unit(game.actionCount(who), supports[who][0]));
      BigFraction[] here = residuals(turned);
      turned.set(who, profile.get(who));
      for (int row = 0; row < slopes.length; row++) {
        if (unknowns.get(row)[0] != who) {
          slopes[row][column] = there[row].subtract(here[row]);
        }
      }
    }
    return slopes;
  }

  /** Newton's method with fixed slopes, rounded to this many bits; whether it settles. */
  private boolean refine(BigFraction[] point, BigFraction[][] inverse, int bits) {
    BigFraction settled = new BigFraction(BigInteger.ONE, BigInteger.ONE.shiftLeft(bits - 2));
    for (int step = 0; step < NEWTON_STEPS; step++) {
      List<List<BigFraction>> profile = profile(point);
      if (profile.stream().flatMap(List::stream).anyMatch(each -> each.compareTo(OUTSIDE) < 0)) {
        return false;
      }
      BigFraction[] residuals = residuals(profile);
      boolean isSettled = true;
      for (int at = 0; at < point.length; at++) {
        BigFraction change = Fractions.dot(inverse[at], residuals);
        point[at] = rounded(point[at].subtract(change), bits);
        isSettled &= change.abs().compareTo(settled) < 0;
      }
      if (isSettled) {
        return true;
      }
    }
    return false;
  }

  /** About the inverse of the slopes; empty where these are singular or nearly so. */
  private Optional<BigFraction[][]> inverse(BigFraction[] point) {
    double[][] slopes =
        Arrays.stream(slopes(profile(point)))
            .map(row -> Arrays.stream(row).mapToDouble(Game::toDouble).toArray())
            .toArray(double[][]::new);
    DecompositionSolver solver =
        new LUDecomposition(new Array2DRowRealMatrix(slopes), Double.MIN_NORMAL).getSolver();
    double[][] inverse = solver.isNonSingular() ? solver.getInverse().getData() : new double[0][];
    boolean finite =
        Arrays.stream(inverse).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
    return inverse.length == 0 || !finite
        ? Optional.empty()
        : Optional.of(
            Arrays.stream(inverse)
                .map(row -> Arrays.stream(row).mapToObj(BigFraction::new))
                .map(row -> row.toArray(BigFraction[]::new))
                .toArray(BigFraction[][]::new));
  }

  private static BigFraction rounded(BigFraction value, int bits) {
    BigInteger scaled = value.getNumerator().shiftLeft(bits).divide(value.getDenominator());
    return new BigFraction(scaled, BigInteger.ONE.shiftLeft(bits));
  }

  /** Krawczyk's test with room: the solution is in the inner half of the box. */
  private Optional<ProvenSolution> inBox(
      BigFraction[] point, BigFraction[][] inverse, BigFraction radius) {
    List<List<BigFraction>> profile = profile(point);
    BigFraction[] residuals = residuals(profile);
    BigFraction[][] slopes = slopes(profile);
    int size = point.length;
    // A slope is made of four yields, each of which all unknowns and the first actions change.
    BigFraction spread = radius.multiply(16L * size * size);
    for (int row = 0; row < size; row++) {
      BigFraction width = BigFraction.ZERO;
      BigFraction sum = BigFraction.ZERO;
      for (int column = 0; column < size; column++) {
        BigFraction entry = row == column ? BigFraction.MINUS_ONE : BigFraction.ZERO;
        for (int each = 0; each < size; each++) {
          entry = entry.add(inverse[row][each].multiply(slopes[each][column]));
        }
        width = width.add(entry.abs());
        sum = sum.add(inverse[row][column].abs());
      }
      BigFraction reach =
          Fractions.dot(inverse[row], residuals)
              .abs()
              .add(radius.multiply(width.add(spread.multiply(sum))));
      if (reach.multiply(2).compareTo(radius) >= 0) {
        return Optional.empty();
      }
    }
    return verdict(profile, radius).map(known -> new ProvenSolution(known, profile, radius));
  }

  /** What holds of all points of the box, or of the solution that is somewhere in it. */
  private Optional<ProofVerdict> verdict(List<List<BigFraction>> profile, BigFraction radius) {
    boolean known = true;
    BigFraction slack = radius.multiply(8L * unknowns.size());
    for (int player = 0; player < supports.length; player++) {
      int first = supports[player][0];
      BigFraction own = game.exactActionPayoff(player, first, profile);
      for (int action = 0; action < game.actionCount(player); action++) {
        int wanted = action;
        boolean used = IntStream.of(supports[player]).anyMatch(each -> each == wanted);
        BigFraction off = action == first ? radius.multiply(supports[player].length - 1) : radius;
        BigFraction over =
            used
                ? profile.get(player).get(action)
                : own.subtract(game.exactActionPayoff(player, action, profile));
        BigFraction room = used ? off : slack;
        int least = used ? 0 : -1;
        // Used actions have probabilities above 0; others may yield as much.
        if (Fractions.sign(over.add(room)) <= least) {
          return Optional.of(ProofVerdict.NO_EQUILIBRIUM);
        }
        known &= Fractions.sign(over.subtract(room)) > least;
      }
    }
    return known ? Optional.of(ProofVerdict.EQUILIBRIUM) : Optional.empty();
  }
}
