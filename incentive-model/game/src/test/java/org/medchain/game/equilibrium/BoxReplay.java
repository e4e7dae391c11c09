package org.medchain.game.equilibrium;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.exact.LinearSystem;

/**
 * Replays the certificate of an equilibrium in a box from the game, the centre and the radius
 * alone, in intervals with rational ends: probabilities are positive, no other action yields more,
 * and Krawczyk's operator maps the box into itself, so that it holds exactly one.
 */
final class BoxReplay {
  private record Interval(BigFraction low, BigFraction high) {
    Interval plus(Interval other) {
      return new Interval(low.add(other.low), high.add(other.high));
    }

    Interval times(BigFraction factor) {
      BigFraction one = low.multiply(factor);
      BigFraction two = high.multiply(factor);
      return one.compareTo(two) <= 0 ? new Interval(one, two) : new Interval(two, one);
    }

    BigFraction size() {
      return low.abs().compareTo(high.abs()) > 0 ? low.abs() : high.abs();
    }
  }

  private static final Interval NOTHING = new Interval(BigFraction.ZERO, BigFraction.ZERO);

  private final Game game;
  private final List<List<BigFraction>> centre;
  private final BigFraction radius;
  private final int[] firsts;
  private final List<int[]> unknowns = new ArrayList<>();

  private BoxReplay(Game game, NashEquilibrium claim) {
    this.game = game;
    this.centre = claim.profile();
    this.radius = claim.radius().orElseThrow();
    this.firsts = new int[centre.size()];
    for (int player = 0; player < firsts.length; player++) {
      firsts[player] = -1;
      for (int action = 0; action < game.actionCount(player); action++) {
        if (centre.get(player).get(action).compareTo(BigFraction.ZERO) != 0) {
          if (firsts[player] < 0) {
            firsts[player] = action;
          } else {
            unknowns.add(new int[] {player, action});
          }
        }
      }
    }
  }

  static boolean holds(Game game, NashEquilibrium claim) {
    BoxReplay replay = new BoxReplay(game, claim);
    return replay.isBestReply() && replay.holdsOne();
  }

  private Interval probability(int player, int action, BigFraction reach) {
    BigFraction at = centre.get(player).get(action);
    if (at.compareTo(BigFraction.ZERO) == 0) {
      return NOTHING;
    }
    long others = unknowns.stream().filter(each -> each[0] == player).count();
    BigFraction off = action == firsts[player] ? reach.multiply(others) : reach;
    return new Interval(at.subtract(off), at.add(off));
  }

  private boolean isBestReply() {
    for (int player = 0; player < firsts.length; player++) {
      for (int action = 0; action < game.actionCount(player); action++) {
        if (centre.get(player).get(action).compareTo(BigFraction.ZERO) != 0) {
          if (probability(player, action, radius).low().compareTo(BigFraction.ZERO) <= 0) {
            return false;
          }
        } else if (sum(player, action, -1, 0, radius).high().compareTo(BigFraction.ZERO) > 0) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * What {@code action} yields more than the first; with another player, what its {@code other}
   * action adds to that instead of its first.
   */
  private Interval sum(int player, int action, int who, int other, BigFraction reach) {
    Interval sum = NOTHING;
    for (int index = 0; index < game.profileCount(); index++) {
      int[] at = game.profile(index);
      if (at[player] != action || (who >= 0 && at[who] != other)) {
        continue;
      }
      BigFraction pays = game.exactPayoff(player, at).subtract(turned(player, at, -1));
      if (who >= 0) {
        int[] first = at.clone();
        first[who] = firsts[who];
        pays = pays.subtract(game.exactPayoff(player, first)).add(turned(player, at, who));
      }
      Interval weight = new Interval(BigFraction.ONE, BigFraction.ONE);
      for (int each = 0; each < at.length; each++) {
        if (each != player && each != who) {
          Interval own = probability(each, at[each], reach);
          weight =
              new Interval(weight.low().multiply(own.low()), weight.high().multiply(own.high()));
        }
      }
      sum = sum.plus(weight.times(pays));
    }
    return sum;
  }

  private BigFraction turned(int player, int[] profile, int who) {
    int[] turned = profile.clone();
    turned[player] = firsts[player];
    if (who >= 0) {
      turned[who] = firsts[who];
    }
    return game.exactPayoff(player, turned);
  }

  private Interval slope(int row, int column, BigFraction reach) {
    int[] equation = unknowns.get(row);
    int[] unknown = unknowns.get(column);
    return equation[0] == unknown[0]
        ? NOTHING
        : sum(equation[0], equation[1], unknown[0], unknown[1], reach);
  }

  private boolean holdsOne() {
    int size = unknowns.size();
    BigFraction[][] middle = new BigFraction[size][size];
    Interval[][] slopes = new Interval[size][size];
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        middle[row][column] = slope(row, column, BigFraction.ZERO).low();
        slopes[row][column] = slope(row, column, radius);
      }
    }
    BigFraction[][] inverse = new BigFraction[size][size];
    for (int column = 0; column < size; column++) {
      BigFraction[] unit = new BigFraction[size];
      for (int row = 0; row < size; row++) {
        unit[row] = row == column ? BigFraction.ONE : BigFraction.ZERO;
      }
      List<BigFraction> solved = LinearSystem.solve(middle, unit).orElseThrow();
      for (int row = 0; row < size; row++) {
        inverse[row][column] = solved.get(row);
      }
    }
    for (int row = 0; row < size; row++) {
      BigFraction step = BigFraction.ZERO;
      BigFraction width = BigFraction.ZERO;
      for (int column = 0; column < size; column++) {
        int[] equation = unknowns.get(column);
        BigFraction off = sum(equation[0], equation[1], -1, 0, BigFraction.ZERO).low();
        step = step.add(inverse[row][column].multiply(off));
        Interval entry = NOTHING;
        for (int each = 0; each < size; each++) {
          entry = entry.plus(slopes[each][column].times(inverse[row][each].negate()));
        }
        BigFraction one = row == column ? BigFraction.ONE : BigFraction.ZERO;
        width = width.add(entry.plus(new Interval(one, one)).size());
      }
      if (step.abs().add(width.multiply(radius)).compareTo(radius) >= 0) {
        return false;
      }
    }
    return true;
  }
}
