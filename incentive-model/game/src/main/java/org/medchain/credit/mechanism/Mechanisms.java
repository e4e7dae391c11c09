package org.medchain.credit.mechanism;

import java.util.List;
import java.util.function.UnaryOperator;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.incentive.ExtensionRegistry;
import org.medchain.incentive.IdentityRules;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.RedemptionRules;
import org.medchain.incentive.VerdictRules;

/**
 * The mechanisms that there are; one more is one more line. None sets the number that says by
 * itself that a condition holds, as pro-rata redemption would for T18: its gain would be no
 * finding.
 */
public final class Mechanisms {
  private Mechanisms() {}

  private record ParameterChange(
      String name, String sentence, UnaryOperator<CreditParameters> change) implements Mechanism {
    @Override
    public CreditParameters apply(CreditParameters p) {
      return change.apply(p);
    }
  }

  /** Those that come with the model, with amounts that suit the standard economy. */
  public static List<Mechanism> builtIn() {
    return List.of(
        // Instead of the center afterwards: decision 0020 had to leave that open.
        new ParameterChange(
            "verifiers",
            "7 verifiers, 5 of whom decide, and a point for agreeing: T1 (three outcomes)",
            Mechanisms::withVerifiers),
        new IdentityBond(40),
        // The only thing that pays for looking where false records are rare.
        new ParameterChange(
            "traps",
            "a share 0.1 of traps, +8 and -8 points: T14 (verifier's dilemma)",
            Mechanisms::withTraps),
        // Findings of the meantime meet an account (decision 0124).
        new ParameterChange(
            "exit lock",
            "an exit is paid after 200 blocks: T20 (exit at any time)",
            p -> p.with(Parameter.EXIT_LOCK_BLOCKS, 200)),
        // Its owner sells itself a record.
        new ParameterChange(
            "spend-only grant",
            "initial points can be spent, not redeemed: T10 (Sybil identities)",
            p -> p.with(p.rules().with(new IdentityRules(p.rules().identity().bond(), true)))),
        // Rounded down to whole points; the least that is superadditive: no splitting, no pooling.
        new ParameterChange(
            "proportional reward",
            "the reward grows in proportion to the record's size: T21 (splitting)",
            p -> p.with(Parameter.REWARD_EXPONENT, 1)));
  }

  private static CreditParameters withVerifiers(CreditParameters p) {
    IncentiveRules rules = p.rules();
    int blocks = VerdictRules.MIN_DECISION_BLOCKS;
    VerdictRules verdict = new VerdictRules(7, 5, 0, blocks, 1, 1, 0, 0);
    int lock = Math.max(rules.redemption().exitLockBlocks(), blocks);
    RedemptionRules redemption = new RedemptionRules(rules.redemption().feeBp(), lock);
    return p.with(rules.with(redemption).with(verdict));
  }

  /** Changes nothing without verifiers. */
  private static CreditParameters withTraps(CreditParameters p) {
    return p.rules().verdict().isOn()
        ? p.with(Parameter.TRAP_SHARE, 0.1)
            .with(Parameter.TRAP_REWARD, 8)
            .with(Parameter.TRAP_PENALTY, 8)
        : p;
  }

  /** The same, and those that other jars announce as a service, by name. */
  public static List<Mechanism> all() {
    return ExtensionRegistry.all(builtIn(), Mechanism.class, Mechanism::name);
  }
}
