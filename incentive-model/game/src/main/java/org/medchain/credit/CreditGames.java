package org.medchain.credit;

import java.util.List;
import java.util.stream.IntStream;
import org.medchain.game.Game;
import org.medchain.game.Player;
import org.medchain.incentive.VerdictRules;

/**
 * The small games in which the conditions stand (GAME-10): payoffs in cash, from the rules that the
 * ledger runs. Larger ones, in which shares of a population matter, are {@link
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
  public static Game upload(CreditParameters p, double balance) {
    double[] pays = {Stakes.honest(p, balance), Stakes.fraud(p, balance), 0};
    return Game.of("upload", List.of(PROVIDER), (who, at) -> pays[at[0]]);
  }

  /**
   * The inspection game (Dresher 1962; T16): one verifier, who finds the truth if it looks, and
   * accepts if it does not. The provider is honest or false. A verifier that passed what is false
   * loses penalty and reward if somebody outside checks it.
   */
  public static Game inspection(CreditParameters p) {
    double point = p.of(Parameter.CASH_PER_POINT);
    double reward = point * p.rules().points().uploadReward();
    double honest = reward - Stakes.honestCost(p);
    double falseCost = p.of(Parameter.FALSE_COST);
    double passed = reward + p.of(Parameter.FALSE_GAIN) - falseCost;
    double caught = -point * p.rules().points().falsePenalty() - falseCost;
    double[][] provider = {{honest, honest}, {caught, passed}};
    double look = p.of(Parameter.VERIFYING_COST);
    double[][] verifier = {{-look, 0}, {-look, -slash(p)}};
    List<Player> players =
        List.of(
            new Player("provider", List.of("honest", "false")),
            new Player("verifier", List.of("look", "pass")));
    return Game.of(
        "inspection", players, (who, at) -> (who == 0 ? provider : verifier)[at[0]][at[1]]);
  }

  /** What a verifier expects to lose by a wrong vote that stands: reward and penalty, in cash. */
  public static double slash(CreditParameters p) {
    VerdictRules rules = p.rules().verdict();
    return p.of(Parameter.CASH_PER_POINT)
        * p.of(Parameter.AUDIT_SHARE)
        * (rules.verifierReward() + rules.verifierPenalty());
  }

  /**
   * The verifier's dilemma (Luu et al. 2015; T14): each verifier of a committee looks or passes the
   * record unread. Payoffs are averages over all vote vectors.
   */
  public static Game dilemma(CreditParameters p) {
    VerdictRules rules = p.rules().verdict();
    List<Player> players =
        IntStream.rangeClosed(1, rules.verifiers())
            .mapToObj(each -> new Player("verifier " + each, List.of("look", "pass")))
            .toList();
    return Game.of("verifier's dilemma", players, (who, at) -> committeePay(p, at, who));
  }

  /** What verifier {@code who} gets in {@link #dilemma} at a profile of actions. */
  public static double committeePay(CreditParameters p, int[] actions, int who) {
    double[] onValid = new double[actions.length];
    double[] onFalse = new double[actions.length];
    for (int verifier = 0; verifier < actions.length; verifier++) {
      onValid[verifier] = actions[verifier] == 0 ? p.of(Parameter.FALSE_ALARM) : 0;
      onFalse[verifier] = actions[verifier] == 0 ? 1 - p.of(Parameter.MISS) : 0;
    }
    VerdictRules rules = p.rules().verdict();
    double valid = p.of(Parameter.VALID_SHARE);
    double points =
        valid * VoteCounts.pay(rules, onValid, who)
            + (1 - valid) * VoteCounts.pay(rules, onFalse, who);
    double traps = p.of(Parameter.TRAP_SHARE);
    double cost = actions[who] == 0 ? p.of(Parameter.VERIFYING_COST) : 0;
    return (1 - traps) * p.of(Parameter.CASH_PER_POINT) * points
        + traps * VotePay.trap(p, onFalse[who])
        - cost;
  }

  /**
   * A provider and a committee that is of one mind, all look or all pass: where honest sharing is
   * an equilibrium is read off this game (GAME-13). A committee is paid for agreeing, so that
   * nothing but traps, or a check from outside, makes it look.
   */
  public static Game committee(CreditParameters p) {
    double balance = p.of(Parameter.BALANCE);
    Chances unread = Chances.of(p, 0, false);
    Chances unreadFalse = Chances.of(p, 0, true);
    double[][] provider = {
      {
        Stakes.honest(p, balance), Stakes.upload(p, unread, balance, 0, Stakes.honestCost(p)),
      },
      {
        Stakes.fraud(p, balance),
        Stakes.upload(
            p, unreadFalse, balance, p.of(Parameter.FALSE_GAIN), p.of(Parameter.FALSE_COST)),
      },
      {0, 0}
    };
    List<Player> players = List.of(PROVIDER, new Player("committee", List.of("look", "pass")));
    return Game.of(
        "provider and committee",
        players,
        (who, at) -> who == 0 ? provider[at[0]][at[1]] : oneOfCommittee(p, at[0], at[1]));
  }

  /** What each verifier gets, of a committee of one mind, for one record; nothing to see: traps. */
  private static double oneOfCommittee(CreditParameters p, int upload, int action) {
    double miss = p.of(Parameter.MISS);
    double traps = p.of(Parameter.TRAP_SHARE);
    boolean looks = action == 0;
    double onFalse = looks ? 1 - miss : 0;
    double pay = traps * VotePay.trap(p, onFalse) - (looks ? p.of(Parameter.VERIFYING_COST) : 0);
    double calls = upload == 1 ? onFalse : looks ? p.of(Parameter.FALSE_ALARM) : 0;
    if (upload != 2) {
      pay += (1 - traps) * VotePay.agreement(p, calls, calls);
    }
    return upload == 1 ? pay - (1 - traps) * (1 - onFalse) * slash(p) : pay;
  }

  /**
   * A provider who has passed verification, and a buyer who cannot tell (Akerlof 1970; T17). The
   * buyer's price and the owner's part of it are whole points.
   */
  public static Game market(CreditParameters p) {
    double point = p.of(Parameter.CASH_PER_POINT);
    long price = p.rules().points().queryPrice();
    double royalty = point * p.rules().points().shareOf(price).owner();
    double[] accepted = {Chances.honest(p).accepted(), Chances.fraud(p).accepted(), 0};
    double[] worth = {p.of(Parameter.BUYER_VALUE), -p.of(Parameter.BUYER_LOSS), 0};
    double[] alone = {
      Stakes.honest(p, p.of(Parameter.BALANCE)), Stakes.fraud(p, p.of(Parameter.BALANCE)), 0
    };
    List<Player> players = List.of(PROVIDER, new Player("buyer", List.of("buy", "pass")));
    return Game.of(
        "market",
        players,
        (who, at) -> {
          double sold = at[1] == 0 ? accepted[at[0]] : 0;
          return who == 0 ? alone[at[0]] + sold * royalty : sold * (worth[at[0]] - point * price);
        });
  }

  /**
   * A run on the cash (Diamond and Dybvig 1983; T18): holders of {@code balance} points each redeem
   * now, in a random order while there is cash, or wait and share what is left at the end; whoever
   * waits values cash {@code patience} times.
   */
  public static Game run(CreditParameters p, int holders, double cash, double patience) {
    double due = Stakes.cash(p, p.of(Parameter.BALANCE));
    List<Player> players =
        IntStream.rangeClosed(1, holders)
            .mapToObj(each -> new Player("holder " + each, List.of("redeem", "wait")))
            .toList();
    return Game.of(
        "run",
        players,
        (who, at) -> {
          long running = IntStream.of(at).filter(action -> action == 0).count();
          if (at[who] == 0) {
            return Math.min(due, cash / running);
          }
          double left = Math.max(0, cash - running * due);
          return patience * Math.min(due, left / (holders - running));
        });
  }
}
