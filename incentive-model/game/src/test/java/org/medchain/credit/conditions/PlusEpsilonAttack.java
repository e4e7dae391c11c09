package org.medchain.credit.conditions;

import java.util.List;
import java.util.stream.IntStream;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.VoteCountDistribution;
import org.medchain.game.Game;
import org.medchain.game.Player;

/**
 * The P+ε contract (Buterin 2015; T6): a verifier that votes valid on the briber's record and is
 * outvoted gets its loss and {@code epsilon} from the briber.
 */
public final class PlusEpsilonAttack {
  private PlusEpsilonAttack() {}

  /**
   * The verifiers' game on a record that all of them know to be false, paid for agreement alone:
   * each votes truthfully or as the briber asks. To vote for the briber is dominant as soon as
   * {@code epsilon} is more than 0, and if all do, the briber pays nothing.
   *
   * @param epsilon in cash; negative infinity for no contract
   */
  public static Game game(CreditParameters p, double epsilon) {
    int n = p.rules().verdict().verifiers();
    List<Player> players =
        IntStream.rangeClosed(1, n)
            .mapToObj(each -> new Player("verifier " + each, List.of("truth", "bribed")))
            .toList();
    return Game.of(
        "P+epsilon", players, (who, at) -> pay(p, at, who) + promisedBribe(p, at, who, epsilon));
  }

  private static double pay(CreditParameters p, int[] at, int who) {
    double[] rejectProbability = IntStream.of(at).mapToDouble(action -> 1 - action).toArray();
    return p.of(Parameter.CASH_PER_POINT)
        * VoteCountDistribution.expectedVoteReward(p.rules().verdict(), rejectProbability, who);
  }

  /** What the contract pays {@code who}: enough to be better off than on the winning side. */
  static double promisedBribe(CreditParameters p, int[] at, int who, double epsilon) {
    int bribed = IntStream.of(at).sum();
    boolean won = bribed >= p.rules().verdict().quorum();
    if (at[who] == 0 || won || epsilon == Double.NEGATIVE_INFINITY) {
      return 0;
    }
    long atStake = p.rules().verdict().verifierReward() + p.rules().verdict().verifierPenalty();
    return p.of(Parameter.CASH_PER_POINT) * atStake + epsilon;
  }
}
