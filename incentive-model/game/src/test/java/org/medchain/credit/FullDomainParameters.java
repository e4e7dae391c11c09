package org.medchain.credit;

import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.game.random.ReplicateSeed;
import org.medchain.incentive.IdentityRules;

/**
 * Settings drawn over all that schema and rules allow: the ends of each range, its defaults, what
 * analyses draw, and any order of magnitude.
 */
public final class FullDomainParameters {
  private FullDomainParameters() {}

  /** The same number gives the same setting. */
  public static CreditParameters draw(long number) {
    UniformRandomProvider random = ReplicateSeed.of(6, "whole range", number).generator();
    CreditParameters p =
        random.nextInt(4) == 0 ? CreditParameters.paper() : CreditParameters.standard();
    boolean verifiers = p.rules().verdict().isOn();
    if (verifiers) {
      int count = random.nextInt(20) == 0 ? 1 + random.nextInt(300) : 1 + random.nextInt(64);
      int least = count / 2 + 1;
      p = p.with(Parameter.VERIFIERS, count);
      p = p.with(Parameter.QUORUM, least + random.nextInt(count - least + 1));
    }
    boolean wild = random.nextBoolean();
    for (Parameter each : Parameter.values()) {
      if (each == Parameter.VERIFIERS
          || each == Parameter.QUORUM
          || (!verifiers && ofVerdict(each))) {
        continue;
      }
      double value = wild ? any(each, random) : usual(each, random);
      p = p.withNearest(each, value);
    }
    IdentityRules identity = new IdentityRules(p.rules().identity().bond(), random.nextBoolean());
    return p.with(p.rules().with(identity));
  }

  private static boolean ofVerdict(Parameter each) {
    return switch (each) {
      case EVALUATION_QUORUM, VERIFIER_REWARD, VERIFIER_PENALTY, TRAP_REWARD, TRAP_PENALTY -> true;
      default -> false;
    };
  }

  private static double usual(Parameter each, UniformRandomProvider random) {
    return each.samplingLow() + (each.samplingHigh() - each.samplingLow()) * random.nextDouble();
  }

  private static double any(Parameter each, UniformRandomProvider random) {
    return switch (random.nextInt(8)) {
      case 0 -> each.range().min();
      case 1 -> each.range().max();
      case 2, 3 -> usual(each, random);
      case 4, 5 -> each.defaultValue();
      default -> {
        // Any order of magnitude.
        double low = Math.max(each.range().min(), 1e-6);
        yield low * Math.pow(each.range().max() / low, random.nextDouble());
      }
    };
  }
}
