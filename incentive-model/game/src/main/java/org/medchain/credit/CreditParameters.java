package org.medchain.credit;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.medchain.incentive.AuditRules;
import org.medchain.incentive.IdentityRules;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.MembershipRules;
import org.medchain.incentive.PointRules;
import org.medchain.incentive.RedemptionRules;
import org.medchain.incentive.VerdictRules;

/**
 * One setting of the credit-point game: the rules as the ledger runs them, and the economy around
 * them (GAME-10). Immutable.
 *
 * @param rules in points, basis points and blocks
 * @param economy a value for each {@link Parameter} that is not of the rules; one that is missing
 *     has its default
 */
public record CreditParameters(IncentiveRules rules, Map<Parameter, Double> economy) {
  /**
   * Rules with verifiers, where nothing else is said: 7 verifiers and a quorum of 5, a reward of 6
   * points and a penalty of 20.
   */
  public static final IncentiveRules STANDARD_RULES =
      new IncentiveRules(
          new PointRules(10, 6, 20, 3, 8_000),
          new VerdictRules(7, 5, 0, 3, 1, 1, 0, 0),
          IdentityRules.NONE,
          new MembershipRules(List.of(new MembershipRules.Level(5, 100, 3_400))),
          AuditRules.NONE,
          new RedemptionRules(0, 3));

  /** Checks that the economy is of finite numbers, none of them negative. */
  public CreditParameters {
    EnumMap<Parameter, Double> copy = new EnumMap<>(Parameter.class);
    economy.forEach(
        (parameter, value) -> {
          if (parameter.isRule() || !(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                parameter + ": a number of the economy, 0 or more, not " + value);
          }
          copy.put(parameter, value);
        });
    economy = Collections.unmodifiableMap(copy);
  }

  /** The standard rules in the standard economy. */
  public static CreditParameters standard() {
    return new CreditParameters(STANDARD_RULES, Map.of());
  }

  /**
   * The scheme of the paper read literally (§3.2.4), in the standard economy: points alone, the
   * center judges, no lock, no bond, all of a price to the owner.
   */
  public static CreditParameters paper() {
    PointRules points = STANDARD_RULES.points();
    PointRules literal =
        new PointRules(
            points.initialPoints(),
            points.uploadReward(),
            points.falsePenalty(),
            points.queryPrice(),
            PointRules.WHOLE_BP);
    return new CreditParameters(IncentiveRules.of(literal), Map.of());
  }

  /** The value of a parameter. */
  public double of(Parameter parameter) {
    return parameter.isRule()
        ? parameter.read(rules)
        : economy.getOrDefault(parameter, parameter.standard());
  }

  /** The value of a parameter that counts something, rounded to the nearest whole number. */
  public int count(Parameter parameter) {
    return Math.toIntExact(Math.round(of(parameter)));
  }

  /**
   * The same with another value; a rule's is rounded to the nearest whole number, as the ledger
   * knows no other.
   */
  public CreditParameters with(Parameter parameter, double value) {
    if (parameter.isRule()) {
      return new CreditParameters(RuleEdits.with(rules, parameter, Math.round(value)), economy);
    }
    EnumMap<Parameter, Double> changed = new EnumMap<>(Parameter.class);
    changed.putAll(economy);
    changed.put(parameter, value);
    return new CreditParameters(rules, changed);
  }

  /** The same economy under other rules. */
  public CreditParameters with(IncentiveRules other) {
    return new CreditParameters(other, economy);
  }
}
