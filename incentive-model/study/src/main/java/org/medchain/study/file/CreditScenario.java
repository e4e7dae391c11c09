package org.medchain.study.file;

import java.util.List;
import java.util.Optional;
import org.medchain.credit.CreditGames;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.strategy.CreditPopulation;
import org.medchain.game.Game;
import org.medchain.game.PopulationGame;

/** Which game of the credit points a study is about; payoffs from the rules of the ledger. */
public sealed interface CreditScenario {
  /** The game between players, if it is one. */
  Optional<Game> game(CreditParameters parameters);

  /** The game of a population, if it is one. */
  Optional<PopulationGame> population(CreditParameters parameters);

  /** A small game between players. */
  enum PlayerScenario implements CreditScenario {
    /** A provider before verifiers who look. */
    UPLOAD,
    /** A provider and a committee that looks or passes. */
    PROVIDER,
    /** Each verifier of a committee looks or passes. */
    VERIFIERS,
    /** A provider and one verifier who may inspect. */
    INSPECTION,
    /** A provider and a buyer. */
    MARKET;

    @Override
    public Optional<Game> game(CreditParameters p) {
      return Optional.of(
          switch (this) {
            case UPLOAD -> CreditGames.uploadGame(p, p.of(Parameter.BALANCE));
            case PROVIDER -> CreditGames.committeeGame(p);
            case VERIFIERS -> CreditGames.verifiersDilemma(p);
            case INSPECTION -> CreditGames.inspectionGame(p);
            case MARKET -> CreditGames.lemonsMarket(p);
          });
    }

    @Override
    public Optional<PopulationGame> population(CreditParameters p) {
      return Optional.empty();
    }
  }

  /**
   * One large population.
   *
   * @param strategies names of the strategies that are played
   */
  record PopulationScenario(List<String> strategies) implements CreditScenario {
    public PopulationScenario {
      strategies = List.copyOf(strategies);
    }

    @Override
    public Optional<Game> game(CreditParameters p) {
      return Optional.empty();
    }

    @Override
    public Optional<PopulationGame> population(CreditParameters p) {
      return Optional.of(CreditPopulation.of(p, strategies.toArray(String[]::new)));
    }
  }
}
