package org.medchain.study.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.exact.Vectors;
import org.medchain.game.population.CountSimulation;
import org.medchain.game.population.FinitePopulation;
import org.medchain.game.random.IntervalEstimate;
import org.medchain.game.random.ReplicateSeed;
import org.medchain.study.figure.FigureAxis;
import org.medchain.study.figure.GameFigure;
import org.medchain.study.figure.SeriesFigure;
import org.medchain.study.figure.SeriesFigure.DataSeries;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ObjectNode;

/** Simulated runs: shares on average, and how they come about, with intervals over replicates. */
record SimulatedRuns(SimulationSetup setting, String description, String id) {
  /** One replicate: shares on average over the rounds that count, and from time to time. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record RunSeries(double[] mean, List<double[]> series) {}

  /** The mean shares over the runs, after this number of rounds. */
  private record ShareSample(int round, List<IntervalEstimate> shares) {}

  void report(StudySection process, FinitePopulation population, ObjectNode json)
      throws UserInputException {
    int warmUp = setting.section().integer("warm_up");
    int rounds = setting.section().integer("rounds");
    int every = Math.ceilDiv(warmUp + rounds, setting.section().integer("samples"));
    List<RunSeries> outcomes =
        process.refusingAt(
            "",
            () ->
                setting
                    .work()
                    .map(
                        "runs",
                        setting.replicates(),
                        number -> one(begin(population, number), warmUp, rounds, every)));
    ObjectNode runs = json.putObject("runs");
    setting.shares(estimates(outcomes.stream().map(RunSeries::mean).toList()), runs);
    runs.put("seed", setting.seed());
    List<ShareSample> samples =
        Vectors.list(
            outcomes.getFirst().series().size(),
            at ->
                new ShareSample(
                    at * every,
                    estimates(outcomes.stream().map(each -> each.series().get(at)).toList())));
    series(samples, runs.putObject("series"));
    setting.findings().say("runs.text", setting.replicates(), setting.seed());
    if (setting.strategies().size() <= SeriesFigure.MAX_SERIES) {
      setting.findings().figure(figure(samples));
    }
  }

  private CountSimulation begin(FinitePopulation population, int number) {
    return new CountSimulation(
        population,
        setting.counts(population.size()),
        ReplicateSeed.of(setting.seed(), "runs " + id, number));
  }

  private static RunSeries one(CountSimulation run, int warmUp, int rounds, int every) {
    double[] mean = new double[run.counts().length];
    List<double[]> series = new ArrayList<>(List.of(shares(run)));
    for (int round = 1; round <= warmUp + rounds; round++) {
      run.round();
      double[] shares = shares(run);
      for (int i = 0; round > warmUp && i < mean.length; i++) {
        mean[i] += shares[i] / rounds;
      }
      if (round % every == 0) {
        series.add(shares);
      }
    }
    return new RunSeries(mean, series);
  }

  private static double[] shares(CountSimulation run) {
    return run.shares();
  }

  private List<IntervalEstimate> estimates(List<double[]> replicates) {
    return IntervalEstimate.ofMeans(setting.level(), replicates).stream()
        .map(SimulationSetup::clampToUnitInterval)
        .toList();
  }

  /** Warm-up and all, at equal distances. */
  private static void series(List<ShareSample> samples, ObjectNode json) {
    ResultJson.put(json, "rounds", samples.stream().map(ShareSample::round).toList());
    ResultJson.put(json, "mean", rows(samples, IntervalEstimate::mean));
    ResultJson.put(json, "low", rows(samples, IntervalEstimate::low));
    ResultJson.put(json, "high", rows(samples, IntervalEstimate::high));
  }

  private static List<double[]> rows(
      List<ShareSample> samples, ToDoubleFunction<IntervalEstimate> part) {
    return samples.stream()
        .map(sample -> sample.shares().stream().mapToDouble(part).toArray())
        .toList();
  }

  private GameFigure figure(List<ShareSample> samples) {
    List<DataSeries> series =
        Vectors.list(
            setting.strategies().size(),
            at ->
                DataSeries.estimates(
                    setting.strategies().get(at),
                    false,
                    samples,
                    ShareSample::round,
                    sample -> sample.shares().get(at)));
    return SeriesFigure.of(
        StudyResults.figureHeading("runs", description).as("runs-" + id, ""),
        FigureAxis.linear("round"),
        FigureAxis.linear("share"),
        setting.interval() + " of " + setting.replicates() + " runs",
        series);
  }
}
