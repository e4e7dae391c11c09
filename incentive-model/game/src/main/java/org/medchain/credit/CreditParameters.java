package org.medchain.credit;

import static org.medchain.credit.Parameter.BUYER_VALID_SHARE;
import static org.medchain.credit.Parameter.VALID_SHARE;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.incentive.AuditRules;
import org.medchain.incentive.IdentityRules;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.MembershipRules;
import org.medchain.incentive.PointRules;
import org.medchain.incentive.RedemptionRules;
import org.medchain.incentive.RewardRule;
import org.medchain.incentive.ScarcityRules;
import org.medchain.incentive.VerdictRules;

/**
 * One setting of the credit-point game: the rules as the ledger runs them, and the economy around
 * them (GAME-10). Immutable.
 *
 * @param rules in points, basis points and blocks
 * @param economy a value for each {@link Parameter} that is not of the rules; one that is missing
 *     has its default
 */
public record CreditParameters(IncentiveRules rules, Map<Parameter, ParameterValue> economy) {
  /**
   * Rules with verifiers, where nothing else is said: 7 verifiers and a quorum of 5, a reward of 6
   * points and a penalty of 20.
   */
  public static final IncentiveRules STANDARD_RULES =
      new IncentiveRules(
          new PointRules(10, 6, 20, 3, 8_000),
          new VerdictRules(7, 5, 0, 3, 1, 1, 0, 0),
          IdentityRules.NONE,
          new MembershipRules(List.of(new MembershipRules.MembershipLevel(5, 100, 3_400))),
          AuditRules.NONE,
          new RedemptionRules(0, 3),
          ScarcityRules.NONE);

  /** Checks the economy's ranges; the rules have checked theirs. */
  public CreditParameters {
    EnumMap<Parameter, ParameterValue> copy = new EnumMap<>(Parameter.class);
    economy.forEach(
        (parameter, value) -> {
          if (parameter.isRule()) {
            throw new IllegalArgumentException(
                parameter + " belongs to the rules, not to the economy");
          }
          parameter.check(value);
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
   * center decides, no lock, no bond, all of a price to the owner.
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
    if (parameter.isRule()) {
      return parameter.ruleValue(rules);
    }
    ParameterValue told = economy.get(source(parameter));
    return told == null ? parameter.defaultValue() : told.rounded();
  }

  /** The same as the decimal or fraction that was told. */
  public BigFraction exact(Parameter parameter) {
    ParameterValue told = economy.get(source(parameter));
    return told == null ? Game.rational(of(parameter)) : told.exact();
  }

  /** Buyers who have no opinion of their own have the verifiers'. */
  private Parameter source(Parameter parameter) {
    boolean follows = parameter == BUYER_VALID_SHARE && !economy.containsKey(parameter);
    return follows ? VALID_SHARE : parameter;
  }

  /** The value of a parameter that counts something: a whole number. */
  public int intValue(Parameter parameter) {
    return Math.toIntExact((long) of(parameter));
  }

  /**
   * The same with another value.
   *
   * @throws IllegalArgumentException if it is not in the parameter's range, or not whole where only
   *     whole numbers count: nothing is rounded without a word
   */
  public CreditParameters with(Parameter parameter, double value) {
    return with(parameter, ParameterValue.of(parameter.checked(value)));
  }

  /** The same with a rational number, which is kept as it is. */
  public CreditParameters with(Parameter parameter, BigFraction value) {
    return with(parameter, ParameterValue.of(value));
  }

  private CreditParameters with(Parameter parameter, ParameterValue value) {
    parameter.check(value);
    if (parameter.isRule()) {
      return new CreditParameters(
          RuleParameterUpdate.withParameter(rules, parameter, (long) value.rounded()), economy);
    }
    EnumMap<Parameter, ParameterValue> changed = new EnumMap<>(Parameter.class);
    changed.putAll(economy);
    changed.put(parameter, value);
    return new CreditParameters(rules, changed);
  }

  /**
   * The same with the value that may be and is nearest, for analyses that draw numbers or go along
   * an axis.
   */
  public CreditParameters withNearest(Parameter parameter, double value) {
    return with(parameter, parameter.range().clamp(value));
  }

  /** The same economy under other rules. */
  public CreditParameters with(IncentiveRules other) {
    return new CreditParameters(other, economy);
  }

  /** The same with another rule for what an accepted record pays. */
  public CreditParameters with(RewardRule other) {
    return with(rules.with(rules.points().with(other)));
  }
}
