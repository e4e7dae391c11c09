package org.medchain.credit.mechanism;

import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;

/** A point brings its share of the cash at most, so that no one gains by being first (T18). */
public record ProRataRedemption() implements Mechanism {
  @Override
  public String name() {
    return "pro-rata redemption";
  }

  @Override
  public String sentence() {
    return "a point brings its share of the cash at most: T18 (inflation, exchange rate, runs)";
  }

  @Override
  public CreditParameters apply(CreditParameters p) {
    return p.with(Parameter.PRO_RATA, 1);
  }
}
