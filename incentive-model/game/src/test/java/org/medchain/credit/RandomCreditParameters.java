package org.medchain.credit;

import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.game.random.ReplicateSeed;

/** Settings drawn over all ranges: with verifiers or without, grants of either kind. */
public final class RandomCreditParameters {
  private RandomCreditParameters() {}

  /** The same number gives the same setting. */
  public static CreditParameters draw(long number) {
    UniformRandomProvider random = ReplicateSeed.of(5, "parameters", number).generator();
    CreditParameters p =
        random.nextInt(4) == 0 ? CreditParameters.paper() : CreditParameters.standard();
    boolean verifiers = p.rules().verdict().isOn();
    if (verifiers) {
      int count = 1 + random.nextInt(11);
      p = p.with(Parameter.VERIFIERS, count);
      int least = count / 2 + 1;
      p = p.with(Parameter.QUORUM, least + random.nextInt(count - least + 1));
    }
    for (Parameter each : Parameter.values()) {
      p = draw(p, each, verifiers, random);
    }
    return p;
  }

  private static CreditParameters draw(
      CreditParameters p, Parameter each, boolean verifiers, UniformRandomProvider random) {
    double value =
        each.samplingLow() + (each.samplingHigh() - each.samplingLow()) * random.nextDouble();
    return switch (each) {
      case VERIFIERS, QUORUM -> p;
      case EVALUATION_QUORUM -> verifiers && random.nextBoolean() ? p.withNearest(each, value) : p;
      case VERIFIER_REWARD, VERIFIER_PENALTY, TRAP_REWARD, TRAP_PENALTY ->
          verifiers ? p.withNearest(each, value) : p;
      case COLLUDERS ->
          p.with(each, random.nextInt(Math.max(1, p.rules().verdict().verifiers()) + 1));
      case POOL_COLLUDERS -> p.with(each, random.nextInt(p.intValue(Parameter.POOL) + 1));
      case REWARD_EXPONENT -> p.with(each, random.nextInt(3));
      case PRO_RATA -> p.with(each, random.nextInt(2));
      case CORRELATION -> p.with(each, 0.02 + 0.3 * random.nextDouble());
      default -> p.withNearest(each, value);
    };
  }

  /** All that is cash, in another unit. */
  public static CreditParameters inUnits(CreditParameters p, double unit) {
    CreditParameters scaled = p;
    for (Parameter each :
        new Parameter[] {
          Parameter.CASH_PER_POINT,
          Parameter.HONEST_COST,
          Parameter.FALSE_COST,
          Parameter.FALSE_GAIN,
          Parameter.IDENTITY_COST,
          Parameter.IDENTITY_VALUE,
          Parameter.VERIFYING_COST,
          Parameter.BUYER_VALUE,
          Parameter.BUYER_LOSS,
          Parameter.SPLIT_COST,
          Parameter.PRIVACY_COST,
          Parameter.CASH_RESERVE,
          Parameter.CASH_INFLOW
        }) {
      scaled = scaled.with(each, unit * p.of(each));
    }
    return scaled;
  }
}
