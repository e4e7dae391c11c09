package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.IDENTITY_COST;
import static org.medchain.credit.Parameter.LAUNDERED;

import org.medchain.credit.CreditParameters;
import org.medchain.credit.Stakes;

/** T10: whether identities are worth registering for their initial points alone. */
record SybilIdentities() implements Condition {
  private static final int MANY = 40;

  @Override
  public About about() {
    return About.of(
        "T10",
        "Sybil identities",
        "Nobody gains by registering for the initial points.",
        "g(E0) <= F, g(E0) = kappa paidOut(E0), about kappa (1 - phi) E0;"
            + " spend-only: kappa paidOut(lambda E0)",
        "the bond comes back, at a cost of kappa B (1 - delta) that is not counted here",
        "a spend-only grant is not bounded by what it buys as long as it can be spent on one's own"
            + " record: lambda = s_O by a query, 1 by an agreement",
        "the fee is rounded up to whole points for each redemption");
  }

  @Override
  public Claim claim(CreditParameters p) {
    return Claim.atMost(Stakes.grant(p), p.of(IDENTITY_COST), "");
  }

  @Override
  public Second second(CreditParameters p, long seed) {
    int best = 0;
    double most = 0;
    for (int identities = 1; identities <= MANY; identities++) {
      double profit = campaign(p, identities);
      if (profit > most + 1e-9 * identities) {
        most = profit;
        best = identities;
      }
    }
    return new Second(
        "enumeration of campaigns of up to 40 identities, on a book of points",
        "best number of identities",
        claim(p).margin() < -1e-9 ? MANY : 0,
        best,
        0);
  }

  /** Registers identities, moves what may not be redeemed, and redeems, one after the other. */
  private static double campaign(CreditParameters p, int identities) {
    double spent = 0;
    long redeemed = 0;
    for (int each = 0; each < identities; each++) {
      spent += p.of(IDENTITY_COST);
      long account = p.rules().points().initialPoints();
      long locked = p.rules().identity().spendOnlyGrant() ? account : 0;
      long washed = (long) Math.floor(locked * p.of(LAUNDERED));
      redeemed += p.rules().redemption().paidOut(account - locked + washed);
    }
    return p.of(CASH_PER_POINT) * redeemed - spent;
  }
}
