package org.medchain.study.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.medchain.experiments.config.Refusal;
import org.medchain.game.population.CountSimulation;
import org.medchain.game.population.FinitePopulation;
import org.medchain.game.random.Estimate;
import org.medchain.game.random.ReplicateSeed;
import org.medchain.study.figure.Axis;
import org.medchain.study.figure.Heading;
import org.medchain.study.figure.SeriesFigure;
import org.medchain.study.file.Section;
import org.medchain.study.output.Findings;
import org.medchain.study.output.Json;
import org.medchain.study.output.Shown;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Simulated runs: shares on average, and how they come about, with intervals over replicates. */
record Runs(Setting setting, String words, String id, Findings findings) {
  private static final int LINES_MAX = 8;

  /** Something that runs in rounds. */
  interface Run {
    void round();

    int[] counts();
  }

  /** One replicate: shares on average over the rounds that count, and from time to time. */
  private record Outcome(List<Double> mean, int every, List<List<Double>> series) {}

  void ofCounts(Section process, FinitePopulation population, ObjectNode json) throws Refusal {
    int[] start = setting.counts(population.size());
    List<Outcome> outcomes =
        process.guarded(
            "",
            () ->
                replicate(
                    seed -> counted(new CountSimulation(population, start, seed)),
                    setting.wanted().whole("warm_up"),
                    setting.wanted().whole("rounds")));
    tell(outcomes, json.putObject("runs"));
  }

  void of(Function<ReplicateSeed, Run> begin, int warmUp, int rounds, ObjectNode json) {
    tell(replicate(begin, warmUp, rounds), json);
  }

  private static Run counted(CountSimulation run) {
    return new Run() {
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

  private List<Outcome> replicate(Function<ReplicateSeed, Run> begin, int warmUp, int rounds) {
    int samples = setting.wanted().whole("samples");
    int every = Math.ceilDiv(warmUp + rounds, samples);
    return setting
        .work()
        .each(
            "runs",
            setting.replicates(),
            number ->
                one(
                    begin.apply(ReplicateSeed.of(setting.seed(), "runs " + id, number)),
                    warmUp,
                    rounds,
                    every));
  }

  private static Outcome one(Run run, int warmUp, int rounds, int every) {
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
    return new Outcome(boxed(mean), every, series);
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static double[] shares(int[] counts) {
    double size = Arrays.stream(counts).sum();
    return Arrays.stream(counts).mapToDouble(count -> count / size).toArray();
  }

  private void tell(List<Outcome> outcomes, ObjectNode json) {
    List<Estimate> means = estimates(outcomes.stream().map(Outcome::mean).toList());
    ArrayNode list = json.putArray("shares");
    means.forEach(mean -> list.add(Json.estimate(mean)));
    json.put("seed", setting.seed());
    List<Sample> samples = samples(outcomes);
    series(samples, json.putObject("series"));
    findings.table(
        List.of("strategy", "share in runs", interval()), rows(setting.strategies(), means));
    findings.text(
        setting.replicates() + " runs of their own seeds, from the seed " + setting.seed() + ".");
    if (setting.strategies().size() <= LINES_MAX) {
      findings.figure(figure(samples));
    }
  }

  static List<List<String>> rows(List<String> names, List<Estimate> means) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Estimate mean = means.get(i);
      rows.add(
          List.of(names.get(i), Shown.share(mean.mean()), Shown.interval(mean.low(), mean.high())));
    }
    return rows;
  }

  String interval() {
    return Shown.number(100 * setting.level()) + " % interval";
  }

  private List<Estimate> estimates(List<List<Double>> replicates) {
    List<Estimate> estimates = new ArrayList<>();
    for (int i = 0; i < setting.strategies().size(); i++) {
      int at = i;
      double[] shares = replicates.stream().mapToDouble(each -> each.get(at)).toArray();
      estimates.add(inside(Estimate.ofMean(setting.level(), shares)));
    }
    return estimates;
  }

  /**
   * No share lies outside 0 and 1, and no mean of shares: what Student adds there covers nothing.
   */
  static Estimate inside(Estimate mean) {
    return new Estimate(
        mean.mean(), Math.max(0, mean.low()), Math.min(1, mean.high()), mean.level(), mean.count());
  }

  /** The shares on average over the runs, after so many rounds. */
  private record Sample(int round, List<Estimate> shares) {}

  private List<Sample> samples(List<Outcome> outcomes) {
    List<Sample> samples = new ArrayList<>();
    for (int sample = 0; sample < outcomes.get(0).series().size(); sample++) {
      int at = sample;
      samples.add(
          new Sample(
              sample * outcomes.get(0).every(),
              estimates(outcomes.stream().map(each -> each.series().get(at)).toList())));
    }
    return samples;
  }

  /** Warm-up and all, at equal distances. */
  private void series(List<Sample> samples, ObjectNode json) {
    ArrayNode rounds = json.putArray("rounds");
    samples.forEach(sample -> rounds.add(sample.round()));
    json.set("mean", rows(samples, Estimate::mean));
    json.set("low", rows(samples, Estimate::low));
    json.set("high", rows(samples, Estimate::high));
  }

  private static ArrayNode rows(List<Sample> samples, ToDoubleFunction<Estimate> part) {
    ArrayNode rows = Json.list();
    for (Sample sample : samples) {
      rows.add(Json.numbers(sample.shares().stream().mapToDouble(part).toArray()));
    }
    return rows;
  }

  private SeriesFigure figure(List<Sample> samples) {
    List<SeriesFigure.Series> series = new ArrayList<>();
    for (int strategy = 0; strategy < setting.strategies().size(); strategy++) {
      int at = strategy;
      List<SeriesFigure.Estimate> line =
          samples.stream()
              .map(
                  sample -> {
                    Estimate mean = sample.shares().get(at);
                    return new SeriesFigure.Estimate(
                        (double) sample.round(), mean.mean(), mean.low(), mean.high());
                  })
              .toList();
      series.add(
          new SeriesFigure.Series(
              setting.strategies().get(strategy), SeriesFigure.Style.LINE, line));
    }
    return new SeriesFigure(
        new Heading("runs-" + id, "Runs", words + ". Means over the runs."),
        Axis.fitted("round"),
        Axis.fitted("share"),
        interval() + " of " + setting.replicates() + " runs",
        series,
        List.of());
  }
}
