package org.medchain.study.simulate;

import java.util.List;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.Game;
import org.medchain.game.PopulationGame;
import org.medchain.game.population.Agent;
import org.medchain.study.execution.StudyExecution;
import org.medchain.study.file.StudyFile;
import org.medchain.study.file.StudyGame;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ArrayNode;

/**
 * What finite populations do (GAME-10, GAME-17): fixation, rare mutations and stationary
 * distributions exactly; runs, agents and networks with intervals.
 *
 * @param study what is asked
 * @param work how it is done
 * @param findings get the results
 */
public record PopulationAnalysis(StudyFile study, StudyExecution work, StudyResults findings) {
  /** More strategies than this make unreadable tables. */
  private static final int STRATEGIES_MAX = 64;

  /** Runs all requested parts. */
  public void run() throws UserInputException {
    StudySection wanted = study.section("simulate");
    PopulationGame game = game();
    SimulationSetup setting =
        new SimulationSetup(
            game, SimulationSetup.start(wanted, game.strategies()), wanted, study.seed(), work);
    // What only the meaning can refuse is refused before anything is computed.
    List<Agent> agents =
        wanted.has("agents") ? AgentStudy.agents(setting, wanted.section("agents")) : List.of();
    RareMutationTable.check(wanted);
    NetworkStudy networks = new NetworkStudy(setting, findings);
    networks.check();
    List<LedgerStudy> ledgers =
        wanted.has("ledger")
            ? List.of(LedgerStudy.of(study, wanted.section("ledger"), setting.level()))
            : List.of();
    describe(game);
    findings.json().set("strategies", ResultJson.texts(game.strategies()));
    List<StudySection> processes = wanted.sections("processes");
    ArrayNode json = findings.json().putArray("processes");
    for (int number = 0; number < processes.size(); number++) {
      new ProcessStudy(study, setting, number, findings)
          .run(processes.get(number), json.addObject());
    }
    if (!agents.isEmpty()) {
      AgentStudy.run(setting, wanted.section("agents"), agents, findings);
    }
    networks.run();
    ledgers.forEach(ledger -> ledger.run(work, findings));
  }

  private void describe(PopulationGame game) {
    findings.heading(study.title());
    boolean either = study.game().population().isEmpty();
    String source = study.source().isEmpty() ? "" : " Source: " + study.source() + ".";
    findings.text(
        "Strategies: %s.%s Seed of all draws: %s.%s"
            .formatted(
                String.join(", ", game.strategies()),
                either
                    ? " Each individual plays each role half of the time; a strategy is a pair."
                    : "",
                study.seed(),
                source));
  }

  /** That of one population; of two players who differ, each plays either role. */
  private PopulationGame game() throws UserInputException {
    if (study.game().population().isPresent()) {
      return requiredFew(study.game().population().get());
    }
    Game game = study.requireGame("simulate");
    if (game.players().size() != 2) {
      throw study
          .values()
          .refusal(
              "game",
              "'game simulate' stands with a game of " + game.players().size() + " players",
              "allowed: games of one population, or of two players");
    }
    return requiredFew(StudyGame.symmetrized(game));
  }

  private PopulationGame requiredFew(PopulationGame game) throws UserInputException {
    int count = game.strategies().size();
    if (count < 2 || count > STRATEGIES_MAX) {
      throw study
          .values()
          .refusal(
              "game",
              "'game simulate' stands with " + count + " strategies",
              "allowed: 2 to " + STRATEGIES_MAX);
    }
    return game;
  }
}
