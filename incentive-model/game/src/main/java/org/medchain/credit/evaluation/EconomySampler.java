package org.medchain.credit.evaluation;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.game.random.ReplicateSeed;

/**
 * Economies near one that is given: unmeasured numbers are drawn, each number between half and one
 * and a half times the given one, independently.
 */
public final class EconomySampler {
  /** What is drawn; the rest is left as it is given. */
  public static final List<Parameter> SAMPLED =
      List.of(
          Parameter.CASH_PER_POINT,
          Parameter.HONEST_COST,
          Parameter.FALSE_COST,
          Parameter.FALSE_GAIN,
          Parameter.IDENTITY_COST,
          Parameter.IDENTITY_VALUE,
          Parameter.FALSE_ALARM,
          Parameter.MISS,
          Parameter.CENTER_DETECTION,
          Parameter.CENTER_ALARM,
          Parameter.LATE_BLOCKS,
          Parameter.VERIFYING_COST,
          Parameter.BUYER_VALUE,
          Parameter.BUYER_LOSS,
          Parameter.SPLIT_COST,
          Parameter.CASH_RESERVE);

  private EconomySampler() {}

  /** The economy number {@code number} near that of {@code p}, under the same rules. */
  public static CreditParameters sample(CreditParameters p, long master, int number) {
    UniformRandomProvider random = ReplicateSeed.of(master, "economy", number).generator();
    CreditParameters drawn = p;
    for (Parameter each : SAMPLED) {
      drawn = drawn.withNearest(each, p.of(each) * (0.5 + random.nextDouble()));
    }
    return drawn;
  }
}
