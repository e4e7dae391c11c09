package org.medchain.agents;

import java.util.List;
import java.util.stream.Stream;
import org.medchain.credit.Known;
import org.medchain.credit.strategy.Strategies;
import org.medchain.credit.strategy.Strategy;

/**
 * A strategy that can be acted out on the ledger (GAME-14, GAME-15). What it uploads, how it votes
 * and what it looks at is asked of the very object that the theory takes; what that pays is left to
 * the ledger.
 *
 * @param strategy of the theory
 * @param turnover how it deals with its identities, which no formula can be asked for
 */
public record Behaviour(Strategy strategy, Turnover turnover) {
  /** All that can be named: those of the theory, and one of this package. */
  public static List<Behaviour> all() {
    return Stream.concat(Strategies.all().stream(), Stream.of(new IdentityChanger()))
        .map(each -> new Behaviour(each, turnoverOf(each.name())))
        .toList();
  }

  /**
   * The behaviour of this name.
   *
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  public static Behaviour named(String name) {
    return Known.named("agent", all(), Behaviour::name, name);
  }

  /** A strategy that somebody adds keeps its key, unless a line here says otherwise. */
  private static Turnover turnoverOf(String name) {
    return switch (name) {
      case "whitewasher" -> Turnover.RETURNS;
      case "identity changer" -> Turnover.CHANGES;
      case "hit-and-run" -> Turnover.RUNS;
      case "sybil" -> Turnover.MULTIPLIES;
      default -> Turnover.STAYS;
    };
  }

  /** The strategy's name. */
  public String name() {
    return strategy.name();
  }
}
