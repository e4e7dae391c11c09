package org.medchain.credit.mechanism;

import static org.medchain.credit.Parameter.EXIT_LOCK_BLOCKS;
import static org.medchain.credit.Parameter.INITIAL_POINTS;
import static org.medchain.credit.Parameter.REWARD_EXPONENT;
import static org.medchain.credit.Parameter.TRAP_PENALTY;
import static org.medchain.credit.Parameter.TRAP_REWARD;
import static org.medchain.credit.Parameter.TRAP_SHARE;

import java.util.List;
import org.medchain.credit.CreditParameters;
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

  /** Those that come with the model, with amounts that suit the standard economy. */
  public static List<Mechanism> builtIn() {
    return List.of(
        // Instead of the center afterwards: decision 0020 had to leave that open.
        Mechanism.of(
            "verifiers",
            "7 verifiers, 5 of whom decide, and a point for agreeing: T1 (three outcomes)",
            Mechanisms::withVerifiers),
        identityBond(40),
        // The only thing that pays for looking where false records are rare.
        Mechanism.of(
            "traps",
            "a share 0.1 of traps, +8 and -8 points: T14 (verifier's dilemma)",
            Mechanisms::withTraps),
        // Findings of the meantime meet an account (decision 0124).
        Mechanism.of(
            "exit lock",
            "an exit is paid after 200 blocks: T20 (exit at any time)",
            p -> p.with(EXIT_LOCK_BLOCKS, 200)),
        // Its owner sells itself a record.
        Mechanism.of(
            "spend-only grant",
            "initial points can be spent, not redeemed: T10 (Sybil identities)",
            p -> p.with(p.rules().with(new IdentityRules(p.rules().identity().bond(), true)))),
        // Rounded down to whole points; the least that is superadditive: no splitting, no pooling.
        Mechanism.of(
            "proportional reward",
            "the reward grows in proportion to the record's size: T21 (splitting)",
            p -> p.with(REWARD_EXPONENT, 1)));
  }

  /**
   * A bond, bought with cash and returned at the end, instead of free initial points: it is at
   * stake like any balance and a second one brings no gain (T7 to T11).
   *
   * @param points of the bond
   */
  public static Mechanism identityBond(long points) {
    return Mechanism.of(
        "identity bond",
        "a bond of "
            + points
            + " points instead of the initial points: T7 (limited liability) to T11 (hit and run)",
        p -> {
          IdentityRules bond = new IdentityRules(points, p.rules().identity().spendOnlyGrant());
          return p.with(p.rules().with(bond)).with(INITIAL_POINTS, 0);
        });
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
        ? p.with(TRAP_SHARE, 0.1).with(TRAP_REWARD, 8).with(TRAP_PENALTY, 8)
        : p;
  }

  /** The same, and those that other jars announce as a service, by name. */
  public static List<Mechanism> all() {
    return ExtensionRegistry.all(builtIn(), Mechanism.class, Mechanism::name);
  }
}
