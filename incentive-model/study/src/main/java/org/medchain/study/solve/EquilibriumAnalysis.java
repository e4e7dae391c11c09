package org.medchain.study.solve;

import java.util.List;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.Game;
import org.medchain.game.Player;
import org.medchain.game.equilibrium.NashSearchResult;
import org.medchain.study.analyse.LeastPenalty;
import org.medchain.study.execution.StudyExecution;
import org.medchain.study.file.StudyFile;
import org.medchain.study.file.StudyGame;
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
    describe(game);
    if (study.game() instanceof StudyGame.CreditStudyGame credit) {
      LeastPenalty.of(credit.parameters()).report(findings, findings.json());
    }
    for (String concept : study.section("solve").texts("concepts")) {
      work.begin(concept);
      concept(concept, game);
    }
    if (study.section("solve").has("discount")) {
      RepeatedGameTable.report(game, study.section("solve"), findings);
    }
  }

  private void concept(String concept, Game game) throws UserInputException {
    boolean two = game.players().size() == 2;
    switch (concept) {
      case "nash" -> {
        NashSearchResult solution =
            NashEquilibriumTable.report(game, study.section("solve"), findings);
        if (study.game() instanceof StudyGame.ExtensiveStudyGame extensive) {
          ExtensiveFormTable.report(extensive.form(), solution, findings);
        }
      }
      case "dominance" -> DominanceTable.report(game, findings);
      case "rationalizability" -> {
        if (two) {
          DominanceTable.reportRationalizable(game, findings);
        }
      }
      case "correlated", "coarse" -> CorrelatedEquilibriumTable.report(concept, game, findings);
      case "quantal" -> QuantalResponseTable.report(game, study.section("solve"), findings);
      default -> { // "stability", the last that the schema lists
        if (study.game().matrix().isPresent()) {
          EvolutionaryStabilityTable.report(study.game().matrix().get(), findings);
        }
      }
    }
  }

  private void describe(Game game) {
    findings.heading(study.title());
    List<String> players =
        study.game() instanceof StudyGame.ExtensiveStudyGame extensive
            ? ExtensiveFormTable.players(extensive.form())
            : game.players().stream()
                .map(each -> each.name() + " (" + String.join(", ", each.actions()) + ")")
                .toList();
    String source = study.source().isEmpty() ? "" : " Source: " + study.source() + ".";
    findings.text(
        (players.size() == 1 ? "1 player: " : players.size() + " players: ")
            + String.join("; ", players)
            + "."
            + source);
  }

  /** Names of the actions of a player. */
  static List<String> actions(Game game, int player) {
    Player each = game.players().get(player);
    return each.actions();
  }
}
