package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.DISCOUNT;
import static org.medchain.credit.Parameter.IDENTITY_COST;
import static org.medchain.credit.Parameter.IDENTITY_VALUE;

import org.medchain.credit.CreditParameters;
import org.medchain.credit.Stakes;

/** T8: whether an old identity is worth more than a new one. */
record Whitewashing() implements Condition {
  private static final int PERIODS = 200;

  @Override
  public About about() {
    return About.of(
        "T8",
        "whitewashing",
        "To leave one's identity for a fresh one does not pay.",
        "g(E0) <= F + M; without fee and with redeemable grants g(E0) = kappa E0",
        "one identity at a time, and a fresh one has the value M only after a while",
        "points and bond of the old one are taken along in cash (what a fee costs adds to M)",
        "whoever may have several at once, or has nothing to lose (M = 0), is under T10,"
            + " which is stronger");
  }

  @Override
  public Claim claim(CreditParameters p) {
    return Claim.atMost(Stakes.grant(p), p.of(IDENTITY_COST) + p.of(IDENTITY_VALUE), "");
  }

  @Override
  public Second second(CreditParameters p, long seed) {
    // The value M is what an old identity yields for ever; a fresh one gets there too late to
    // count.
    double yield = p.of(IDENTITY_VALUE) * (1 - p.of(DISCOUNT));
    double best = value(p, yield, PERIODS);
    for (int period = 0; period < PERIODS; period++) {
      best = Math.max(best, value(p, yield, period));
    }
    double closed = p.of(IDENTITY_VALUE) + Math.max(0, -claim(p).margin());
    double never = StrictMath.pow(p.of(DISCOUNT), PERIODS);
    return new Second(
        "enumeration of the periods in which to leave",
        "value of the best plan",
        closed,
        best,
        1e-9 + never * (1 + closed + p.of(IDENTITY_VALUE)));
  }

  /** The value of leaving in {@code period}; the last one is as good as never. */
  private static double value(CreditParameters p, double yield, int period) {
    double sum = 0;
    double worth = 1;
    for (int each = 0; each < period; each++) {
      sum += worth * yield;
      worth *= p.of(DISCOUNT);
    }
    return period == PERIODS ? sum : sum + worth * (Stakes.grant(p) - p.of(IDENTITY_COST));
  }
}
