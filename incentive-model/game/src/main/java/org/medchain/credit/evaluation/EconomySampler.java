package org.medchain.credit.evaluation;

import static org.medchain.credit.Parameter.BUYER_LOSS;
import static org.medchain.credit.Parameter.BUYER_VALUE;
import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.CASH_RESERVE;
import static org.medchain.credit.Parameter.CENTER_ALARM;
import static org.medchain.credit.Parameter.CENTER_DETECTION;
import static org.medchain.credit.Parameter.FALSE_ALARM;
import static org.medchain.credit.Parameter.FALSE_COST;
import static org.medchain.credit.Parameter.FALSE_GAIN;
import static org.medchain.credit.Parameter.HONEST_COST;
import static org.medchain.credit.Parameter.IDENTITY_COST;
import static org.medchain.credit.Parameter.IDENTITY_VALUE;
import static org.medchain.credit.Parameter.LATE_BLOCKS;
import static org.medchain.credit.Parameter.MISS;
import static org.medchain.credit.Parameter.SPLIT_COST;
import static org.medchain.credit.Parameter.VERIFYING_COST;

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
          CASH_PER_POINT,
          HONEST_COST,
          FALSE_COST,
          FALSE_GAIN,
          IDENTITY_COST,
          IDENTITY_VALUE,
          FALSE_ALARM,
          MISS,
          CENTER_DETECTION,
          CENTER_ALARM,
          LATE_BLOCKS,
          VERIFYING_COST,
          BUYER_VALUE,
          BUYER_LOSS,
          SPLIT_COST,
          CASH_RESERVE);

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
