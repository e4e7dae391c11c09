package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.FALSE_ALARM;
import static org.medchain.credit.Parameter.MISS;
import static org.medchain.credit.Parameter.VALID_SHARE;
import static org.medchain.credit.Parameter.VERIFYING_COST;

import java.util.Arrays;
import org.medchain.credit.CreditGames;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.VotePay;
import org.medchain.game.Game;

/** T14: whether it pays a verifier to look. */
record VerifiersDilemma() implements Condition {
  @Override
  public About about() {
    return About.of(
        "T14",
        "verifier's dilemma",
        "To look is the best reply to verifiers who look, and to verifiers who do not.",
        "c_V <= min(G(all look), G(none looks)), G = pay for looking - pay for passing unread;"
            + " none looks: G = t(1-eps0)(r_T+p_T) - (1-t)(rho eps1 + (1-rho)(1-eps0))(r_V+p_V)",
        "paid for agreement with the verdict, and for traps, which look like any record",
        "without traps G(none looks) <= 0: to pass all is an equilibrium, strict if c_V > 0",
        "G(all look) falls with the share of false records: for t = 0, rho = 1 it is not positive",
        "peer prediction that pays agreement beyond chance gains 2 rho (1-rho) r at most: it fails"
            + " with rare false records as well, traps do not");
  }

  @Override
  public boolean applies(CreditParameters p) {
    int verifiers = p.rules().verdict().verifiers();
    return verifiers > 0 && verifiers <= 11;
  }

  @Override
  public Claim claim(CreditParameters p) {
    double amongLooking = gain(p, p.of(FALSE_ALARM), 1 - p.of(MISS));
    double amongPassing = gain(p, 0, 0);
    String note = "gain among those who look " + amongLooking + ", who pass " + amongPassing;
    return Claim.atMost(p.of(VERIFYING_COST), Math.min(amongLooking, amongPassing), note);
  }

  /** What looking brings over passing unread, before its cost, where the others do as said. */
  static double gain(CreditParameters p, double othersOnValid, double othersOnFalse) {
    double valid = p.of(VALID_SHARE);
    double alarm = p.of(FALSE_ALARM);
    double detect = 1 - p.of(MISS);
    return VotePay.mixed(p, valid, alarm, detect, othersOnValid, othersOnFalse)
        - VotePay.mixed(p, valid, 0, 0, othersOnValid, othersOnFalse);
  }

  @Override
  public Second second(CreditParameters p, long seed) {
    CreditParameters free = p.with(VERIFYING_COST, 0);
    double least = Math.min(deviation(free, 0), deviation(free, 1));
    return Second.exact(
        "the game of n verifiers, payoffs over all vote vectors",
        "largest cost at which looking is the best reply to both",
        claim(p).threshold(),
        least);
  }

  /** What the first verifier gains by looking where all others choose {@code action}. */
  private static double deviation(CreditParameters p, int action) {
    // Only the profiles that are compared are worth their 2^n vectors; small games are built whole.
    if (p.rules().verdict().verifiers() > 5) {
      return CreditGames.committeePay(p, profile(p, 0, action), 0)
          - CreditGames.committeePay(p, profile(p, 1, action), 0);
    }
    Game game = CreditGames.dilemma(p);
    return game.payoff(0, profile(p, 0, action)) - game.payoff(0, profile(p, 1, action));
  }

  private static int[] profile(CreditParameters p, int own, int others) {
    int[] profile = new int[p.rules().verdict().verifiers()];
    Arrays.fill(profile, others);
    profile[0] = own;
    return profile;
  }
}
