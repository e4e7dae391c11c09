package org.medchain.incentive;

import java.util.List;

/** The reward rules that there are (INC-10); one more is one more line. */
public final class RewardRules {
  /** The paper's own, which is in force where nothing else is said. */
  public static final RewardRule PAPER = new ConstantReward();

  /** Looked up once: rules are decoded with every block. */
  private static final List<RewardRule> ALL =
      ExtensionRegistry.all(List.of(PAPER, new HalvedReward()), RewardRule.class, RewardRule::name);

  private RewardRules() {}

  /** Those that come with the model, and those that other jars announce as a service, by name. */
  public static List<RewardRule> all() {
    return ALL;
  }

  /**
   * The rule of this name.
   *
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  public static RewardRule byName(String name) {
    return ExtensionRegistry.byName("reward rule", ALL, RewardRule::name, name);
  }
}
