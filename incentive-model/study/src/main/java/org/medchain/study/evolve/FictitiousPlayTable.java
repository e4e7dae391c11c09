package org.medchain.study.evolve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.Game;
import org.medchain.game.dynamics.BeliefLearning;
import org.medchain.study.figure.FigureAxis;
import org.medchain.study.figure.FigureHeading;
import org.medchain.study.figure.SeriesFigure;
import org.medchain.study.file.StudyFile;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ObjectNode;

/** Two players who remember everything and play a best response to it (Brown 1951). */
final class FictitiousPlayTable {
  private static final int SAMPLES = 400;
  private static final int ROWS = 8;
  private static final int LINES_MAX = 8;

  private FictitiousPlayTable() {}

  static void report(StudyFile study, StudySection wanted, StudyResults findings)
      throws UserInputException {
    Game game = study.requireGame("evolve with fictitious play");
    if (game.players().size() != 2) {
      throw wanted.refusal(
          "fictitious_play",
          "evolve.fictitious_play stands with " + game.players().size() + " players",
          "allowed: only with 2");
    }
    int rounds = wanted.integer("fictitious_play");
    BeliefLearning learning =
        BeliefLearning.fictitiousPlay(game, new int[] {0, 0}, rounds, Math.min(rounds, SAMPLES));
    findings.heading("Fictitious play");
    ObjectNode json = findings.json().putObject("fictitious_play");
    json.put("rounds", rounds);
    json.set("frequencies", ResultJson.numbers(learning.last().frequencies()));
    ResultJson.put(json, "regret", learning.last().regret());
    List<List<String>> rows = new ArrayList<>();
    int step = Math.max(1, learning.rounds().size() / ROWS);
    for (int at = step - 1; at < learning.rounds().size(); at += step) {
      rows.add(row(game, learning.rounds().get(at)));
    }
    findings.table(List.of("round", "row's frequencies", "column's frequencies", "regret"), rows);
    findings.text(
        "From the first actions on; of several best actions the earliest is played. The regret, in"
            + " units of the payoffs' range, falls to 0 exactly if the frequencies approach the"
            + " equilibria.");
    if (game.actionCount(0) + game.actionCount(1) <= LINES_MAX) {
      findings.figure(figure(game, learning));
    }
  }

  private static List<String> row(Game game, BeliefLearning.LearningRound round) {
    double[] all = round.frequencies();
    int first = game.actionCount(0);
    return List.of(
        Long.toString(round.number()),
        NumberFormats.shares(game.players().get(0).actions(), Arrays.copyOf(all, first)),
        NumberFormats.shares(
            game.players().get(1).actions(), Arrays.copyOfRange(all, first, all.length)),
        NumberFormats.number(round.regret()));
  }

  private static SeriesFigure figure(Game game, BeliefLearning learning) {
    List<SeriesFigure.DataSeries> series = new ArrayList<>();
    for (int place = 0; place < game.actionCount(0) + game.actionCount(1); place++) {
      int at = place;
      int player = place < game.actionCount(0) ? 0 : 1;
      int action = player == 0 ? place : place - game.actionCount(0);
      String name =
          game.players().get(player).name()
              + ": "
              + game.players().get(player).actions().get(action);
      series.add(
          new SeriesFigure.DataSeries(
              name,
              SeriesFigure.SeriesStyle.LINE,
              learning.rounds().stream()
                  .map(
                      round ->
                          SeriesFigure.SeriesPoint.exact(
                              (double) round.number(), round.frequencies()[at]))
                  .toList()));
    }
    return new SeriesFigure(
        new FigureHeading(
            "fictitious-play",
            "Fictitious play",
            "How often each action was played so far. Where the frequencies settle they settle in"
                + " an equilibrium; where they circle ever more slowly they do not settle."),
        FigureAxis.logarithmic("round"),
        FigureAxis.share("frequency"),
        "",
        series,
        List.of());
  }
}
