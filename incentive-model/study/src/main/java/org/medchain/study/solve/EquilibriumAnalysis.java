package org.medchain.study.solve;

import java.util.List;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.Game;
import org.medchain.study.analyse.LeastPenalty;
import org.medchain.study.execution.StudyExecution;
import org.medchain.study.file.StudyFile;
import org.medchain.study.file.StudyGame.CreditStudyGame;
import org.medchain.study.file.StudyGame.ExtensiveStudyGame;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.StudyResults;

/**
 * The solutions of a game (GAME-10, GAME-18): equilibria of several kinds, dominance, evolutionary
 * stability. Every part reports the limits of its search.
 *
 * @param study what is asked
 * @param work how it is done
 * @param findings get the results
 */
public record EquilibriumAnalysis(StudyFile study, StudyExecution work, StudyResults findings) {
  /** Runs all requested parts that apply. */
  public void run() throws UserInputException {
    Game game = study.requireGame("solve");
    StudySection wanted = study.section("solve");
    describe(game);
    if (study.game() instanceof CreditStudyGame credit) {
      LeastPenalty.of(credit.parameters()).report(findings, findings.json());
    }
    EquilibriumTables tables = new EquilibriumTables(game, findings);
    for (String concept : wanted.texts("concepts")) {
      work.begin(concept);
      switch (concept) {
        case "nash" -> new NashTables(game, wanted, findings).report(study.game());
        case "dominance" -> tables.dominance();
        case "correlated", "coarse" -> tables.correlated(concept);
        case "quantal" -> new QuantalTables(game, wanted, findings).report();
        // "stability", the last that the schema lists
        default -> study.game().matrix().ifPresent(tables::stability);
      }
    }
    if (wanted.has("discount")) {
      tables.repeated(wanted);
    }
  }

  private void describe(Game game) {
    findings.heading(study.title());
    List<String> players =
        study.game() instanceof ExtensiveStudyGame extensive
            ? NashTables.players(extensive.form())
            : game.players().stream()
                .map(each -> each.name() + " (" + String.join(", ", each.actions()) + ")")
                .toList();
    findings.text(
        (players.size() == 1 ? "1 player: " : players.size() + " players: ")
            + String.join("; ", players)
            + "."
            + study.citation());
  }
}
