package org.medchain.study.simulate;

import java.util.List;
import java.util.Optional;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.Game;
import org.medchain.game.PopulationGame;
import org.medchain.study.execution.StudyExecution;
import org.medchain.study.file.StudyFile;
import org.medchain.study.file.StudyGame;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.StudyResults;
import org.medchain.study.output.StudyText;
import tools.jackson.databind.node.ArrayNode;

/**
 * What finite populations do (GAME-10, GAME-17): fixation, rare mutations and stationary
 * distributions exactly; runs and networks with intervals.
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
            study, game, SimulationSetup.start(wanted, game.strategies()), work, findings);
    // What only the meaning can refuse is refused before anything is computed.
    ProcessStudy.check(wanted);
    NetworkStudy networks = new NetworkStudy(setting);
    networks.check();
    Optional<LedgerStudy> ledger =
        wanted.has("ledger")
            ? Optional.of(LedgerStudy.of(study, wanted.section("ledger"), setting.level()))
            : Optional.empty();
    findings.heading(study.title());
    findings.say(
        "simulate.describe",
        String.join(", ", game.strategies()),
        study.game().population().isEmpty() ? StudyText.of("simulate.either") : "",
        study.seed(),
        study.citation());
    ResultJson.put(findings.json(), "strategies", game.strategies());
    List<StudySection> processes = wanted.sections("processes");
    ArrayNode json = findings.json().putArray("processes");
    for (int number = 0; number < processes.size(); number++) {
      new ProcessStudy(setting, processes.get(number), number).run(json.addObject());
    }
    networks.run();
    ledger.ifPresent(each -> each.run(work, findings));
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
              "'game simulate' is given a game of " + game.players().size() + " players",
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
              "'game simulate' is given " + count + " strategies",
              "allowed: 2 to " + STRATEGIES_MAX);
    }
    return game;
  }
}
