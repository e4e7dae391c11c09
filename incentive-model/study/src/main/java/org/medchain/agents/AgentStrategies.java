package org.medchain.agents;

import java.util.ArrayList;
import java.util.List;
import org.medchain.credit.strategy.Strategies;
import org.medchain.credit.strategy.Strategy;
import org.medchain.incentive.ExtensionRegistry;

/**
 * The strategies that can be acted out on the ledger (GAME-14, GAME-15). Uploads, votes, checks and
 * the use of identities come from the same object that the theory uses; the ledger determines their
 * pay.
 */
public final class AgentStrategies {
  private AgentStrategies() {}

  /** All that can be named: those of the theory, and one of this package. */
  public static List<Strategy> all() {
    List<Strategy> all = new ArrayList<>(Strategies.all());
    all.add(new IdentityChanger());
    return all;
  }

  /**
   * The strategy of this name.
   *
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  public static Strategy byName(String name) {
    return ExtensionRegistry.byName("agent", all(), Strategy::name, name);
  }
}
