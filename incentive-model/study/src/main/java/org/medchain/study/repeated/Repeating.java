package org.medchain.study.repeated;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.Player;
import org.medchain.game.repeated.FolkTheorem;
import org.medchain.game.repeated.Minmax;
import org.medchain.study.execution.StudyExecution;
import org.medchain.study.file.Repetition;
import org.medchain.study.file.StudyFile;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code game analyse} with a repeated game (GAME-28).
 *
 * @param study what is asked
 * @param play of its game
 * @param work how it is done
 * @param findings get the results
 */
public record Repeating(
    StudyFile study, Repetition play, StudyExecution work, StudyResults findings) {
  /** Tells all of it. */
  public void run() {
    ObjectNode json = findings.json().putObject("repeated");
    describe(json);
    minmax(json.putArray("minmax"));
    StrategyPairs pairs = StrategyPairs.of(play, work);
    new PairPayoffTables(play, pairs).tell(json, findings);
    BestReplies.tell(play, json.putArray("best_replies"), findings);
    int steps = study.section("analyse").integer("discounts");
    EquilibriumTable equilibria = EquilibriumTable.of(play, pairs, steps, work);
    equilibria.tell(json, findings);
    ForcedRelations.tell(play, pairs, json.putArray("relations"), findings);
    PayoffFigures.draw(play, pairs, steps, closedForm(), findings);
  }

  private void describe(ObjectNode json) {
    Game stage = play.stage();
    findings.heading(study.title());
    List<String> players = new ArrayList<>();
    for (Player each : stage.players()) {
      players.add(each.name() + " (" + String.join(", ", each.actions()) + ")");
    }
    String source = study.source().isEmpty() ? "" : " Source: " + study.source() + ".";
    findings.text(
        "Played again and again by "
            + String.join(" and ", players)
            + ". Discount factor δ = "
            + NumberFormats.exact(play.discount())
            + "; another action than the one that was meant is played with probability "
            + NumberFormats.exact(play.noise())
            + ". All payoffs are averages over the rounds, and exact."
            + source);
    json.put("discount", NumberFormats.fraction(play.discount()));
    json.put("noise", NumberFormats.fraction(play.noise()));
    json.put("alike", play.alike());
    ArrayNode strategies = json.putArray("strategies");
    strategies.add(ResultJson.texts(play.names(0)));
    strategies.add(ResultJson.texts(play.names(1)));
  }

  private void minmax(ArrayNode json) {
    findings.heading("What nobody can be held under");
    List<List<String>> rows = new ArrayList<>();
    for (int player = 0; player < 2; player++) {
      Minmax value = Minmax.of(play.stage(), player);
      String name = play.stage().players().get(player).name();
      rows.add(
          List.of(name, NumberFormats.exact(value.pure()), NumberFormats.exact(value.mixed())));
      json.addObject()
          .put("player", name)
          .put("pure", NumberFormats.fraction(value.pure()))
          .put("mixed", NumberFormats.fraction(value.mixed()));
    }
    findings.table(List.of("player", "minmax, pure", "minmax, mixed"), rows);
    findings.text(
        closedForm()
            .map(
                from ->
                    "Closed form, without noise: the threat of the last actions forever keeps"
                        + " both at their first ones from δ = "
                        + NumberFormats.exact(from)
                        + " on (Friedman 1971: (T − R)/(T − P) in the prisoner's dilemma).")
            .orElse(
                "The threat of the last actions forever keeps nobody at the first ones: it is"
                    + " no equilibrium of one round, or too weak."));
  }

  /**
   * From which discount factor on the last actions forever are a sufficient threat, without noise.
   */
  private Optional<BigFraction> closedForm() {
    Game stage = play.stage();
    int[] last = {stage.actionCount(0) - 1, stage.actionCount(1) - 1};
    try {
      return FolkTheorem.criticalDiscount(stage, new int[2], last);
    } catch (IllegalArgumentException e) {
      // No equilibrium of the stage game: it is no such threat.
      return Optional.empty();
    }
  }
}
