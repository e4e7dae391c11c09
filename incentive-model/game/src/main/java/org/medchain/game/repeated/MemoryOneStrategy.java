package org.medchain.game.repeated;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.exact.Fractions;
import org.medchain.game.exact.LinearSystem;
import org.medchain.game.exact.Vectors;

/**
 * A strategy of the iterated game of two players with two actions, to cooperate (0) and to defect
 * (1), that looks at the round before alone (Nowak and Sigmund 1990).
 *
 * @param initialCooperation the probability to cooperate in the first round
 * @param cooperationAfter the probabilities to cooperate after own and other's actions CC, CD, DC,
 *     DD
 */
public record MemoryOneStrategy(
    BigFraction initialCooperation, List<BigFraction> cooperationAfter) {
  public MemoryOneStrategy {
    cooperationAfter = List.copyOf(cooperationAfter);
    if (cooperationAfter.size() != 4) {
      throw new IllegalArgumentException(
          "four probabilities after CC, CD, DC, DD, not " + cooperationAfter.size());
    }
    StageGameDeviations.requireProbability(initialCooperation);
    cooperationAfter.forEach(StageGameDeviations::requireProbability);
  }

  /** The strategy with these probabilities: at first, then after CC, CD, DC, DD. */
  public static MemoryOneStrategy of(double first, double cc, double cd, double dc, double dd) {
    return new MemoryOneStrategy(
        Game.rational(first),
        List.of(Game.rational(cc), Game.rational(cd), Game.rational(dc), Game.rational(dd)));
  }

  /** Does what the other did. */
  public static MemoryOneStrategy titForTat() {
    return of(1, 1, 0, 1, 0);
  }

  /** Repeats what did well, changes what did not (Nowak and Sigmund 1993). */
  public static MemoryOneStrategy winStayLoseShift() {
    return of(1, 1, 0, 0, 1);
  }

  /** The same with hands that tremble: each action is turned into the other one so often. */
  public MemoryOneStrategy withNoise(BigFraction noise) {
    return new MemoryOneStrategy(
        trembling(initialCooperation, noise),
        cooperationAfter.stream().map(each -> trembling(each, noise)).toList());
  }

  private static BigFraction trembling(BigFraction probability, BigFraction noise) {
    return StageGameDeviations.trembling(mix(probability), noise).get(0);
  }

  /**
   * A zero-determinant strategy (Press and Dyson 2012): for every strategy of the other, the
   * long-run payoffs satisfy α·own + β·other + γ = 0.
   *
   * @param stage a symmetric game of two players and two actions
   * @throws IllegalArgumentException if that needs probabilities outside 0 to 1
   */
  public static MemoryOneStrategy zeroDeterminant(
      Game stage, BigFraction alpha, BigFraction beta, BigFraction gamma) {
    Relation relation = new Relation(alpha, beta, gamma);
    return new MemoryOneStrategy(
        BigFraction.ONE,
        Vectors.list(
            4,
            state ->
                relation
                    .at(payoff(stage, 0, state), payoff(stage, 1, state))
                    .add(Fractions.oneIf(state < 2))));
  }

  private static BigFraction payoff(Game stage, int player, int state) {
    return stage.exactPayoff(player, state / 2, state % 2);
  }

  /**
   * A linear relation α·own + β·other + γ = 0 between two payoffs.
   *
   * @param own weight α of the own payoff
   * @param other weight β of the other's
   * @param constant γ
   */
  public record Relation(BigFraction own, BigFraction other, BigFraction constant) {
    /** What is left of it at two payoffs: 0 where it holds. */
    public BigFraction at(BigFraction ownPayoff, BigFraction otherPayoff) {
      return own.multiply(ownPayoff).add(other.multiply(otherPayoff)).add(constant);
    }
  }

  /**
   * The relation that this strategy forces upon the long-run payoffs, for every strategy of the
   * other, if it is a zero-determinant one (Press and Dyson 2012). So tit for tat gets what the
   * other gets.
   *
   * @param stage a symmetric game of two players and two actions
   */
  public Optional<Relation> enforced(Game stage) {
    BigFraction[][] rows =
        Fractions.matrix(
            4, 3, (state, who) -> who == 2 ? BigFraction.ONE : payoff(stage, who, state));
    BigFraction[] right =
        Fractions.vector(
            4, state -> cooperationAfter.get(state).subtract(Fractions.oneIf(state < 2)));
    return LinearSystem.solve(rows, right)
        .filter(found -> found.stream().anyMatch(each -> Fractions.sign(each) != 0))
        .map(found -> new Relation(found.get(0), found.get(1), found.get(2)));
  }

  /**
   * The extortioner (Press and Dyson 2012): its gain over mutual defection is {@code factor} times
   * the other's.
   *
   * @param scale how strongly it reacts; positive and small enough
   */
  public static MemoryOneStrategy extortion(Game stage, BigFraction factor, BigFraction scale) {
    BigFraction punishment = stage.exactPayoff(0, 1, 1);
    return zeroDeterminant(
        stage,
        scale,
        scale.multiply(factor).negate(),
        scale.multiply(factor.subtract(BigFraction.ONE)).multiply(punishment));
  }

  /**
   * The same as a machine with five states: the first round, and what was played in the last one.
   *
   * @param stage a game of two players and two actions
   * @param player whose strategy it is, 0 or 1
   */
  public Automaton automaton(Game stage, int player, String name) {
    if (stage.players().size() != 2 || stage.actionCount(0) != 2 || stage.actionCount(1) != 2) {
      throw new IllegalArgumentException(
          "a strategy of memory one needs two players with two actions each");
    }
    List<List<BigFraction>> mixes = new ArrayList<>();
    mixes.add(mix(initialCooperation));
    cooperationAfter.forEach(each -> mixes.add(mix(each)));
    List<Integer> row =
        Vectors.list(
            stage.profileCount(),
            at -> 1 + 2 * stage.profile(at)[player] + stage.profile(at)[1 - player]);
    return new Automaton(name, mixes, Collections.nCopies(mixes.size(), row));
  }

  private static List<BigFraction> mix(BigFraction cooperation) {
    return List.of(cooperation, BigFraction.ONE.subtract(cooperation));
  }
}
