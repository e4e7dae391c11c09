package org.medchain.study.evolve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.Game;
import org.medchain.game.Player;
import org.medchain.game.dynamics.BeliefLearning;
import org.medchain.game.dynamics.BeliefLearning.LearningRound;
import org.medchain.game.dynamics.Populations;
import org.medchain.study.execution.StudyExecution;
import org.medchain.study.figure.FigureAxis;
import org.medchain.study.figure.GameFigure;
import org.medchain.study.figure.SeriesFigure;
import org.medchain.study.figure.SeriesFigure.DataSeries;
import org.medchain.study.file.StudyFile;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.ResultTable;
import org.medchain.study.output.StudyResults;
import org.medchain.study.output.StudyText;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How behaviour moves in large populations (GAME-10, GAME-13): for each dynamic the rest points
 * with their stability, trajectories, and from how many starts each rest point is reached.
 *
 * @param study what is asked
 * @param work how it is done
 * @param findings get the results
 */
public record EvolutionAnalysis(StudyFile study, StudyExecution work, StudyResults findings) {
  private static final int SAMPLES = 400;
  private static final int ROWS = 8;

  /** Runs all requested parts. */
  public void run() throws UserInputException {
    StudySection wanted = study.section("evolve");
    PopulationModel scene = PopulationModel.of(study, wanted);
    List<double[]> starts = scene.starts(wanted);
    List<DynamicSelection> dynamics = DynamicSelection.of(wanted);
    Optional<BifurcationScan> scan =
        wanted.has("scan")
            ? Optional.of(new BifurcationScan(study, scene, wanted.section("scan"), findings))
            : Optional.empty();
    if (scan.isPresent()) {
      scan.get().check(dynamics);
    }
    DynamicReport.check(scene, wanted);
    describe(scene);
    ArrayNode json = findings.json().putArray("dynamics");
    for (int number = 0; number < dynamics.size(); number++) {
      new DynamicReport(study, scene, dynamics.get(number), number, work, findings)
          .report(starts, json.addObject());
    }
    if (wanted.integer("fictitious_play") > 0) {
      work.begin("fictitious play");
      fictitiousPlay(wanted);
    }
    if (scan.isPresent()) {
      scan.get().report(dynamics, work);
    }
  }

  private void describe(PopulationModel scene) {
    Populations populations = scene.populations();
    findings.heading(study.title());
    findings.text(
        (scene.perRole() ? "A population for each player: " : "One population that meets itself: ")
            + String.join(
                "; ",
                populations.strategies().stream().map(names -> String.join(", ", names)).toList())
            + ". "
            + StudyText.of("evolve.units", populations.payoffUnit())
            + study.citation());
    // For programs: what times, eigenvalues and parameters are measured in.
    ObjectNode json = findings.json();
    ResultJson.put(json, "strategies", scene.names());
    ResultJson.put(json, "payoff_unit", populations.payoffUnit());
    json.put("payoff_unit_is", StudyText.of("payoff-unit"));
    ArrayNode least = json.putArray("least_payoffs");
    for (int p = 0; p < populations.populationCount(); p++) {
      least.add(ResultJson.of(populations.leastPayoff(p)));
    }
  }

  /** Two players who remember everything and play a best response to it (Brown 1951). */
  private void fictitiousPlay(StudySection wanted) throws UserInputException {
    Game game = study.requireGame("evolve with fictitious play");
    int rounds = wanted.integer("fictitious_play");
    BeliefLearning learning =
        wanted.refusingAt(
            "fictitious_play",
            () -> BeliefLearning.fictitiousPlay(game, rounds, Math.min(rounds, SAMPLES)));
    findings.heading("Fictitious play");
    ObjectNode json = findings.json().putObject("fictitious_play");
    json.put("rounds", rounds);
    ResultJson.put(json, "frequencies", learning.last().frequencies());
    ResultJson.put(json, "regret", learning.last().regret());
    ResultTable table = ResultTable.named("fictitious-play");
    int step = Math.max(1, learning.rounds().size() / ROWS);
    int first = game.actionCount(0);
    for (int at = step - 1; at < learning.rounds().size(); at += step) {
      LearningRound round = learning.rounds().get(at);
      double[] all = round.frequencies();
      table
          .row()
          .cell(Long.toString(round.number()))
          .cell(shares(game, 0, Arrays.copyOf(all, first)))
          .cell(shares(game, 1, Arrays.copyOfRange(all, first, all.length)))
          .cell(round.regret());
    }
    findings.table(table);
    findings.say("fictitious-play.text");
    if (first + game.actionCount(1) <= SeriesFigure.MAX_SERIES) {
      findings.figure(figure(game, learning));
    }
  }

  private static String shares(Game game, int player, double... shares) {
    return NumberFormats.shares(game.players().get(player).actions(), shares);
  }

  private static GameFigure figure(Game game, BeliefLearning learning) {
    List<DataSeries> series = new ArrayList<>();
    for (Player player : game.players()) {
      for (String action : player.actions()) {
        int at = series.size();
        series.add(
            DataSeries.line(
                player.name() + ": " + action,
                learning.rounds(),
                round -> (double) round.number(),
                round -> round.frequencies()[at]));
      }
    }
    return SeriesFigure.of(
        StudyResults.figureHeading("fictitious-play"),
        FigureAxis.logarithmic("round"),
        FigureAxis.share("frequency"),
        "",
        series);
  }
}
