package org.medchain.study.repeated;

import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.repeated.FolkTheorem;
import org.medchain.game.repeated.Minmax;
import org.medchain.study.execution.StudyExecution;
import org.medchain.study.file.Repetition;
import org.medchain.study.file.StudyFile;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.ResultTable;
import org.medchain.study.output.StudyResults;
import org.medchain.study.output.StudyText;
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
  /** Reports all of it. */
  public void run() {
    ObjectNode json = findings.json().putObject("repeated");
    describe(json);
    minmax(json.putArray("minmax"));
    int columns = play.names().size();
    List<RepeatedTables.Pair> pairs =
        work.map(
            "payoffs",
            columns * columns,
            number -> RepeatedTables.Pair.of(play, number / columns, number % columns));
    RepeatedTables tables = new RepeatedTables(play, pairs, findings);
    tables.payoffs(json);
    tables.bestReplies(json.putArray("best_replies"));
    int steps = study.section("analyse").integer("discounts");
    EquilibriumTable.of(play, pairs, steps, work).report(json, findings);
    tables.relations(json.putArray("relations"));
    tables.draw(steps, closedForm());
  }

  private void describe(ObjectNode json) {
    findings.heading(study.title());
    List<String> players =
        play.stage().players().stream()
            .map(each -> each.name() + " (" + String.join(", ", each.actions()) + ")")
            .toList();
    findings.say(
        "repeated.describe",
        String.join(" and ", players),
        play.discount(),
        play.noise(),
        study.citation());
    ResultJson.put(json, "discount", play.discount());
    ResultJson.put(json, "noise", play.noise());
    ResultJson.put(json, "strategies", play.names());
  }

  private void minmax(ArrayNode json) {
    findings.heading("What nobody can be held under");
    ResultTable table = ResultTable.named("minmax");
    for (int player = 0; player < 2; player++) {
      Minmax value = Minmax.of(play.stage(), player);
      table
          .row(json)
          .put("player", play.stage().players().get(player).name())
          .put("pure", value.pure())
          .put("mixed", value.mixed());
    }
    findings.table(table);
    findings.text(
        closedForm()
            .map(from -> StudyText.of("minmax.threat", from))
            .orElseGet(() -> StudyText.of("minmax.none")));
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
