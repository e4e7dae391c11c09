package org.medchain.study.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.population.CountSimulation;
import org.medchain.game.population.FinitePopulation;
import org.medchain.game.random.IntervalEstimate;
import org.medchain.game.random.ReplicateSeed;
import org.medchain.study.figure.FigureAxis;
import org.medchain.study.figure.FigureHeading;
import org.medchain.study.figure.SeriesFigure;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Simulated runs: shares on average, and how they come about, with intervals over replicates. */
record SimulatedRuns(
    SimulationSetup setting, String description, String id, StudyResults findings) {
  private static final int LINES_MAX = 8;

  /** Something that runs in rounds. */
  interface RoundSimulation {
    void round();

    int[] counts();
  }

  /** One replicate: shares on average over the rounds that count, and from time to time. */
  private record RunSeries(List<Double> mean, int every, List<List<Double>> series) {}

  void reportCounts(StudySection process, FinitePopulation population, ObjectNode json)
      throws UserInputException {
    int[] start = setting.counts(population.size());
    List<RunSeries> outcomes =
        process.refusingAt(
            "",
            () ->
                replicate(
                    seed -> counted(new CountSimulation(population, start, seed)),
                    setting.section().integer("warm_up"),
                    setting.section().integer("rounds")));
    tell(outcomes, json.putObject("runs"));
  }

  void report(
      Function<ReplicateSeed, RoundSimulation> begin, int warmUp, int rounds, ObjectNode json) {
    tell(replicate(begin, warmUp, rounds), json);
  }

  private static RoundSimulation counted(CountSimulation run) {
    return new RoundSimulation() {
      @Override
      public void round() {
        run.round();
      }

      @Override
      public int[] counts() {
        return run.counts();
      }
    };
  }

  private List<RunSeries> replicate(
      Function<ReplicateSeed, RoundSimulation> begin, int warmUp, int rounds) {
    int samples = setting.section().integer("samples");
    int every = Math.ceilDiv(warmUp + rounds, samples);
    return setting
        .execution()
        .map(
            "runs",
            setting.replicates(),
            number ->
                one(
                    begin.apply(ReplicateSeed.of(setting.seed(), "runs " + id, number)),
                    warmUp,
                    rounds,
                    every));
  }

  private static RunSeries one(RoundSimulation run, int warmUp, int rounds, int every) {
    double[] mean = new double[run.counts().length];
    List<List<Double>> series = new ArrayList<>(List.of(boxed(shares(run.counts()))));
    for (int round = 1; round <= warmUp + rounds; round++) {
      run.round();
      double[] shares = shares(run.counts());
      for (int i = 0; round > warmUp && i < mean.length; i++) {
        mean[i] += shares[i] / rounds;
      }
      if (round % every == 0) {
        series.add(boxed(shares));
      }
    }
    return new RunSeries(boxed(mean), every, series);
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static double[] shares(int[] counts) {
    double size = Arrays.stream(counts).sum();
    return Arrays.stream(counts).mapToDouble(count -> count / size).toArray();
  }

  private void tell(List<RunSeries> outcomes, ObjectNode json) {
    List<IntervalEstimate> means = estimates(outcomes.stream().map(RunSeries::mean).toList());
    ArrayNode list = json.putArray("shares");
    means.forEach(mean -> list.add(ResultJson.estimate(mean)));
    json.put("seed", setting.seed());
    List<ShareSample> samples = samples(outcomes);
    series(samples, json.putObject("series"));
    findings.table(
        List.of("strategy", "share in runs", interval()), rows(setting.strategies(), means));
    findings.text(
        setting.replicates() + " runs of their own seeds, from the seed " + setting.seed() + ".");
    if (setting.strategies().size() <= LINES_MAX) {
      findings.figure(figure(samples));
    }
  }

  static List<List<String>> rows(List<String> names, List<IntervalEstimate> means) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      IntervalEstimate mean = means.get(i);
      rows.add(
          List.of(
              names.get(i),
              NumberFormats.share(mean.mean()),
              NumberFormats.interval(mean.low(), mean.high())));
    }
    return rows;
  }

  String interval() {
    return NumberFormats.number(100 * setting.level()) + " % interval";
  }

  private List<IntervalEstimate> estimates(List<List<Double>> replicates) {
    List<IntervalEstimate> estimates = new ArrayList<>();
    for (int i = 0; i < setting.strategies().size(); i++) {
      int at = i;
      double[] shares = replicates.stream().mapToDouble(each -> each.get(at)).toArray();
      estimates.add(clampToUnitInterval(IntervalEstimate.ofMean(setting.level(), shares)));
    }
    return estimates;
  }

  /**
   * No share lies outside 0 and 1, and no mean of shares: parts of Student's interval outside are
   * cut, and rounding errors of a mean too.
   */
  static IntervalEstimate clampToUnitInterval(IntervalEstimate mean) {
    return new IntervalEstimate(
        Math.clamp(mean.mean(), 0.0, 1.0),
        Math.max(0, mean.low()),
        Math.min(1, mean.high()),
        mean.level(),
        mean.count());
  }

  /** The mean shares over the runs, after this number of rounds. */
  private record ShareSample(int round, List<IntervalEstimate> shares) {}

  private List<ShareSample> samples(List<RunSeries> outcomes) {
    List<ShareSample> samples = new ArrayList<>();
    for (int sample = 0; sample < outcomes.get(0).series().size(); sample++) {
      int at = sample;
      samples.add(
          new ShareSample(
              sample * outcomes.get(0).every(),
              estimates(outcomes.stream().map(each -> each.series().get(at)).toList())));
    }
    return samples;
  }

  /** Warm-up and all, at equal distances. */
  private void series(List<ShareSample> samples, ObjectNode json) {
    ArrayNode rounds = json.putArray("rounds");
    samples.forEach(sample -> rounds.add(sample.round()));
    json.set("mean", rows(samples, IntervalEstimate::mean));
    json.set("low", rows(samples, IntervalEstimate::low));
    json.set("high", rows(samples, IntervalEstimate::high));
  }

  private static ArrayNode rows(
      List<ShareSample> samples, ToDoubleFunction<IntervalEstimate> part) {
    ArrayNode rows = ResultJson.list();
    for (ShareSample sample : samples) {
      rows.add(ResultJson.numbers(sample.shares().stream().mapToDouble(part).toArray()));
    }
    return rows;
  }

  private SeriesFigure figure(List<ShareSample> samples) {
    List<SeriesFigure.DataSeries> series = new ArrayList<>();
    for (int strategy = 0; strategy < setting.strategies().size(); strategy++) {
      int at = strategy;
      List<SeriesFigure.SeriesPoint> line =
          samples.stream()
              .map(
                  sample -> {
                    IntervalEstimate mean = sample.shares().get(at);
                    return new SeriesFigure.SeriesPoint(
                        (double) sample.round(), mean.mean(), mean.low(), mean.high());
                  })
              .toList();
      series.add(
          new SeriesFigure.DataSeries(
              setting.strategies().get(strategy), SeriesFigure.SeriesStyle.LINE, line));
    }
    return new SeriesFigure(
        new FigureHeading("runs-" + id, "Runs", description + ". Means over the runs."),
        FigureAxis.linear("round"),
        FigureAxis.linear("share"),
        interval() + " of " + setting.replicates() + " runs",
        series,
        List.of());
  }
}
