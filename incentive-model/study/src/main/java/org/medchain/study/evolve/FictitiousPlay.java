package org.medchain.study.evolve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.medchain.experiments.config.Refusal;
import org.medchain.game.Game;
import org.medchain.game.dynamics.Learning;
import org.medchain.study.figure.Axis;
import org.medchain.study.figure.Heading;
import org.medchain.study.figure.SeriesFigure;
import org.medchain.study.file.Section;
import org.medchain.study.file.StudyFile;
import org.medchain.study.output.Findings;
import org.medchain.study.output.Json;
import org.medchain.study.output.Shown;
import tools.jackson.databind.node.ObjectNode;

/** Two players who remember everything and play what is best against it (Brown 1951). */
final class FictitiousPlay {
  private static final int SAMPLES = 400;
  private static final int ROWS = 8;
  private static final int LINES_MAX = 8;

  private FictitiousPlay() {}

  static void follow(StudyFile study, Section wanted, Findings findings) throws Refusal {
    Game game = study.requiredGame("evolve with fictitious play");
    if (game.players().size() != 2) {
      throw wanted.refusal(
          "fictitious_play",
          "evolve.fictitious_play stands with " + game.players().size() + " players",
          "allowed: only with 2");
    }
    int rounds = wanted.whole("fictitious_play");
    Learning learning =
        Learning.fictitious(game, new int[] {0, 0}, rounds, Math.min(rounds, SAMPLES));
    findings.heading("Fictitious play");
    ObjectNode json = findings.json().putObject("fictitious_play");
    json.put("rounds", rounds);
    json.set("frequencies", Json.numbers(learning.last().frequencies()));
    Json.put(json, "regret", learning.last().regret());
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
    if (game.actions(0) + game.actions(1) <= LINES_MAX) {
      findings.figure(figure(game, learning));
    }
  }

  private static List<String> row(Game game, Learning.Round round) {
    double[] all = round.frequencies();
    int first = game.actions(0);
    return List.of(
        Long.toString(round.number()),
        Shown.shares(game.players().get(0).actions(), Arrays.copyOf(all, first)),
        Shown.shares(game.players().get(1).actions(), Arrays.copyOfRange(all, first, all.length)),
        Shown.number(round.regret()));
  }

  private static SeriesFigure figure(Game game, Learning learning) {
    List<SeriesFigure.Series> series = new ArrayList<>();
    for (int place = 0; place < game.actions(0) + game.actions(1); place++) {
      int at = place;
      int player = place < game.actions(0) ? 0 : 1;
      int action = player == 0 ? place : place - game.actions(0);
      String name =
          game.players().get(player).name()
              + ": "
              + game.players().get(player).actions().get(action);
      series.add(
          new SeriesFigure.Series(
              name,
              SeriesFigure.Style.LINE,
              learning.rounds().stream()
                  .map(
                      round ->
                          SeriesFigure.Estimate.exact(
                              (double) round.number(), round.frequencies()[at]))
                  .toList()));
    }
    return new SeriesFigure(
        new Heading(
            "fictitious-play",
            "Fictitious play",
            "How often each action was played so far. Where the frequencies settle they settle in"
                + " an equilibrium; where they circle ever more slowly they do not settle."),
        Axis.logarithmic("round"),
        Axis.share("frequency"),
        "",
        series,
        List.of());
  }
}
