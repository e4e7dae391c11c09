package org.medchain.agents;

import java.util.List;
import java.util.stream.Stream;
import org.medchain.credit.ExtensionRegistry;
import org.medchain.credit.strategy.Strategies;
import org.medchain.credit.strategy.Strategy;

/**
 * A strategy that can be acted out on the ledger (GAME-14, GAME-15). Its uploads, votes and checks
 * come from the same object that the theory uses; the ledger determines their pay.
 *
 * @param strategy of the theory
 * @param identityPolicy its use of identities, which no formula contains
 */
public record AgentBehaviour(Strategy strategy, IdentityPolicy identityPolicy) {
  /** All that can be named: those of the theory, and one of this package. */
  public static List<AgentBehaviour> all() {
    return Stream.concat(Strategies.all().stream(), Stream.of(new IdentityChanger()))
        .map(each -> new AgentBehaviour(each, identityPolicyOf(each.name())))
        .toList();
  }

  /**
   * The behaviour of this name.
   *
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  public static AgentBehaviour byName(String name) {
    return ExtensionRegistry.byName("agent", all(), AgentBehaviour::name, name);
  }

  /** An added strategy keeps its key, unless a line here says otherwise. */
  private static IdentityPolicy identityPolicyOf(String name) {
    return switch (name) {
      case "whitewasher" -> IdentityPolicy.REJOIN_AFTER_CONVICTION;
      case "identity changer" -> IdentityPolicy.REPLACE_EVERY_ROUND;
      case "hit-and-run" -> IdentityPolicy.HIT_AND_RUN;
      case "sybil" -> IdentityPolicy.ADD_EVERY_ROUND;
      default -> IdentityPolicy.KEEP;
    };
  }

  /** The strategy's name. */
  public String name() {
    return strategy.name();
  }
}
