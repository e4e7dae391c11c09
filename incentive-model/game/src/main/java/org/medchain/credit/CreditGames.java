package org.medchain.credit;

import static org.medchain.credit.Parameter.BALANCE;
import static org.medchain.credit.Parameter.FALSE_ALARM;
import static org.medchain.credit.Parameter.FALSE_COST;
import static org.medchain.credit.Parameter.FALSE_GAIN;
import static org.medchain.credit.Parameter.TRAP_SHARE;
import static org.medchain.credit.Parameter.VALID_SHARE;
import static org.medchain.credit.Parameter.VERIFYING_COST;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.Player;
import org.medchain.incentive.VerdictRules;

/**
 * The small games in which the conditions stand (GAME-10): payoffs in cash, from the rules that the
 * ledger runs. They are rational numbers, worked out as such from the decimals of the parameters.
 * Larger ones, in which shares of a population matter, are {@link
 * org.medchain.credit.strategy.CreditPopulation}.
 */
public final class CreditGames {
  /** Who provides a record; the order of the actions is that of all games here. */
  public static final Player PROVIDER =
      new Player("provider", List.of("honest", "false", "abstain"));

  /** The number of {@link #PROVIDER}'s honest action. */
  public static final int HONEST = 0;

  private CreditGames() {}

  /** One provider with {@code balance} points before verifiers who look (T2, T3, T7). */
  public static Game uploadGame(CreditParameters p, double balance) {
    BigFraction[] pays =
        providerPayoffs(
            p, balance, ExactOutcomeProbabilities.honest(p), ExactOutcomeProbabilities.fraud(p));
    return Game.ofExact("upload", List.of(PROVIDER), (who, at) -> pays[at[0]]);
  }

  /** What each action of the provider pays it, with these chances for each kind of record. */
  private static BigFraction[] providerPayoffs(
      CreditParameters p,
      double balance,
      ExactOutcomeProbabilities honest,
      ExactOutcomeProbabilities fraud) {
    ExactPayoffs pay = new ExactPayoffs(p);
    return new BigFraction[] {
      pay.honestPayoff(honest, balance), pay.fraudPayoff(fraud, balance), BigFraction.ZERO
    };
  }

  /**
   * The inspection game (Dresher 1962; T16): one verifier, who finds the truth if it looks, and
   * accepts if it does not. The provider is honest or false. A verifier that passed a false record
   * loses penalty and reward if an outside check finds it.
   */
  public static Game inspectionGame(CreditParameters p) {
    ExactPayoffs pay = new ExactPayoffs(p);
    BigFraction honest = pay.reward().subtract(pay.honestCost());
    BigFraction falseCost = p.exact(FALSE_COST);
    BigFraction passed = pay.reward().add(p.exact(FALSE_GAIN)).subtract(falseCost);
    BigFraction caught =
        pay.cashValue(p.rules().points().falsePenalty()).negate().subtract(falseCost);
    BigFraction[][] provider = {{honest, honest}, {caught, passed}};
    BigFraction look = p.exact(VERIFYING_COST).negate();
    BigFraction[][] verifier = {{look, BigFraction.ZERO}, {look, pay.expectedSlash().negate()}};
    List<Player> players =
        List.of(
            new Player("provider", List.of("honest", "false")),
            new Player("verifier", List.of("look", "pass")));
    return Game.ofExact(
        "inspection", players, (who, at) -> (who == 0 ? provider : verifier)[at[0]][at[1]]);
  }

  /** What a verifier expects to lose by a wrong vote that stands: reward and penalty, in cash. */
  public static double expectedSlash(CreditParameters p) {
    return Game.toDouble(new ExactPayoffs(p).expectedSlash());
  }

  /**
   * The verifier's dilemma (Luu et al. 2015; T14): each verifier of a committee looks or passes the
   * record unread. Payoffs are averages over all numbers of votes.
   */
  public static Game verifiersDilemma(CreditParameters p) {
    VerdictRules rules = p.rules().verdict();
    List<Player> players =
        IntStream.rangeClosed(1, rules.verifiers())
            .mapToObj(each -> new Player("verifier " + each, List.of("look", "pass")))
            .toList();
    // All are alike: what one gets depends on its own action and on how many others look.
    BigFraction[][] pays = new BigFraction[2][rules.verifiers()];
    for (int looking = 0; looking < rules.verifiers(); looking++) {
      pays[0][looking] = verifierPayoff(p, true, looking);
      pays[1][looking] = verifierPayoff(p, false, looking);
    }
    return Game.ofExact(
        "verifier's dilemma",
        players,
        (who, at) -> {
          int looking = (int) IntStream.of(at).filter(action -> action == 0).count();
          return at[who] == 0 ? pays[0][looking - 1] : pays[1][looking];
        });
  }

  /** The payoff of a verifier that checks, or not, by the number of others that do. */
  private static BigFraction verifierPayoff(CreditParameters p, boolean looks, int looking) {
    ExactPayoffs pay = new ExactPayoffs(p);
    BigFraction alarm = p.exact(FALSE_ALARM);
    BigFraction detection = ExactOutcomeProbabilities.detectionProbability(p);
    BigFraction valid = p.exact(VALID_SHARE);
    BigFraction traps = p.exact(TRAP_SHARE);
    BigFraction onFalse = looks ? detection : BigFraction.ZERO;
    BigFraction onValid = looks ? alarm : BigFraction.ZERO;
    BigFraction ordinary =
        valid
            .multiply(pay.votePayoff(onValid, looking, alarm))
            .add(
                ExactPayoffs.complement(valid)
                    .multiply(pay.votePayoff(onFalse, looking, detection)));
    BigFraction sum =
        ExactPayoffs.complement(traps)
            .multiply(ordinary)
            .add(traps.multiply(pay.trapPayoff(onFalse)));
    return looks ? sum.subtract(p.exact(VERIFYING_COST)) : sum;
  }

  /**
   * A provider and a committee that acts as one, all check or all pass: where honest sharing is an
   * equilibrium is read off this game (GAME-13). A committee is paid for agreeing, so that nothing
   * but traps, or a check from outside, makes it look.
   */
  public static Game committeeGame(CreditParameters p) {
    double balance = p.of(BALANCE);
    BigFraction[] looked =
        providerPayoffs(
            p, balance, ExactOutcomeProbabilities.honest(p), ExactOutcomeProbabilities.fraud(p));
    BigFraction[] passed =
        providerPayoffs(
            p,
            balance,
            ExactOutcomeProbabilities.of(p, BigFraction.ZERO, false),
            ExactOutcomeProbabilities.of(p, BigFraction.ZERO, true));
    List<Player> players = List.of(PROVIDER, new Player("committee", List.of("look", "pass")));
    return Game.ofExact(
        "provider and committee",
        players,
        (who, at) ->
            who == 1
                ? committeeMemberPayoff(p, at[0], at[1] == 0)
                : (at[1] == 0 ? looked : passed)[at[0]]);
  }

  /**
   * The payoff of each verifier of a committee that acts as one, for one record; nothing to see:
   * traps.
   */
  private static BigFraction committeeMemberPayoff(CreditParameters p, int upload, boolean looks) {
    ExactPayoffs pay = new ExactPayoffs(p);
    BigFraction traps = p.exact(TRAP_SHARE);
    BigFraction ordinary = ExactPayoffs.complement(traps);
    BigFraction onFalse =
        looks ? ExactOutcomeProbabilities.detectionProbability(p) : BigFraction.ZERO;
    BigFraction sum = traps.multiply(pay.trapPayoff(onFalse));
    if (looks) {
      sum = sum.subtract(p.exact(VERIFYING_COST));
    }
    if (upload == 2) {
      return sum;
    }
    boolean untrue = upload == 1;
    BigFraction alarm = looks ? p.exact(FALSE_ALARM) : BigFraction.ZERO;
    BigFraction calls = untrue ? onFalse : alarm;
    int others = p.rules().verdict().verifiers() - 1;
    sum = sum.add(ordinary.multiply(pay.votePayoff(calls, others, calls)));
    return untrue
        ? sum.subtract(
            ordinary.multiply(ExactPayoffs.complement(onFalse)).multiply(pay.expectedSlash()))
        : sum;
  }
}
