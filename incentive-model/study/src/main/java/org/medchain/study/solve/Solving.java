package org.medchain.study.solve;

import java.util.List;
import org.medchain.experiments.config.Refusal;
import org.medchain.game.Game;
import org.medchain.game.Player;
import org.medchain.game.equilibrium.Solution;
import org.medchain.study.file.Section;
import org.medchain.study.file.StudyFile;
import org.medchain.study.file.StudyGame;
import org.medchain.study.output.Findings;
import org.medchain.study.work.Work;

/**
 * What reason alone tells of a game (GAME-10, GAME-18): equilibria of several kinds, dominance,
 * evolutionary stability. Every part says what it did not search.
 */
public final class Solving {
  private final StudyFile study;
  private final Work work;
  private final Findings findings;
  private final Section wanted;

  /** A study, and where what is found goes. */
  public Solving(StudyFile study, Work work, Findings findings) {
    this.study = study;
    this.work = work;
    this.findings = findings;
    this.wanted = study.section("solve");
  }

  /** Looks for all that was asked for and applies. */
  public void run() throws Refusal {
    if (study.game() instanceof StudyGame.Coalition coalition) {
      new Sharing(study, coalition, work, findings).run(coalition);
      return;
    }
    Game game = study.requiredGame("solve");
    describe(game);
    for (String concept : wanted.words("concepts")) {
      work.begin(concept);
      concept(concept, game);
    }
    if (wanted.has("discount")) {
      RepeatedPlay.find(game, wanted, findings);
    }
  }

  private void concept(String concept, Game game) throws Refusal {
    boolean two = game.players().size() == 2;
    switch (concept) {
      case "nash" -> {
        Solution solution = NashEquilibria.find(game, wanted, findings);
        if (study.game() instanceof StudyGame.Extensive extensive) {
          InTheTree.tell(extensive.form(), solution, findings);
        }
      }
      case "dominance" -> Undominated.find(game, findings);
      case "rationalizability" -> {
        if (two) {
          Undominated.rationalizable(game, findings);
        }
      }
      case "correlated", "coarse" -> Advice.find(concept, game, findings);
      case "quantal" -> Mistakes.find(game, wanted, findings);
      case "stability" -> {
        if (study.game().matrix().isPresent()) {
          Invaders.find(study.game().matrix().get(), findings);
        }
      }
      default -> {
        // About coalitions: does not apply to players who choose.
      }
    }
  }

  private void describe(Game game) {
    findings.heading(study.title());
    List<String> players =
        study.game() instanceof StudyGame.Extensive extensive
            ? InTheTree.players(extensive.form())
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
