package org.medchain.credit.strategy;

import java.util.List;
import org.medchain.credit.CreditParameters;
import org.medchain.game.Player;
import org.medchain.game.PopulationGame;

/**
 * The credit-point game of one large population whose members provide, verify and come and go
 * (GAME-10, GAME-14); payoffs in cash a period.
 *
 * @param parameters rules and economy
 * @param players the strategies, in the order of all arrays
 */
public record CreditPopulation(CreditParameters parameters, List<Strategy> players)
    implements PopulationGame {
  public CreditPopulation {
    players = List.copyOf(players);
    new Player("credit points", players.stream().map(Strategy::name).toList());
  }

  /** With the strategies of these names. */
  public static CreditPopulation of(CreditParameters parameters, String... names) {
    return new CreditPopulation(
        parameters, List.of(names).stream().map(Strategies::byName).toList());
  }

  @Override
  public List<String> strategies() {
    return players.stream().map(Strategy::name).toList();
  }

  @Override
  public double[] payoffs(double[] shares) {
    PopulationEnvironment society = PopulationEnvironment.of(parameters, players, shares);
    return players.stream()
        .mapToDouble(each -> each.payoff(parameters, society) + society.votePay(each))
        .toArray();
  }
}
