package org.medchain.claims.copies;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSetting;
import org.medchain.claims.experiment.ClaimTrials;
import org.medchain.claims.experiment.ClaimTrials.ObservedTrial;
import org.medchain.claims.experiment.RawTable;
import org.medchain.comparison.TrialTiming;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.simulation.model.RandomStreams;

/**
 * How long a request takes through the nearest of four agencies, the farthest, any of them, and
 * without one; where agencies are near to each other, and where they are not.
 */
final class NearestAgencyExperiment implements ClaimExperiment {
  private static final String CLAIM = "nearest-agency";
  private static final String TRIALS = "agency_trials";
  private static final String CHOICES = "agency_choices";
  private static final String AGENCIES = "network.clients.agencies";
  private static final List<String> PLACES = List.of("country", "city");

  @Override
  public List<String> claims() {
    return List.of(CLAIM);
  }

  @Override
  public List<ClaimSetting> settings() {
    return List.of(
        new ClaimSetting(TRIALS, 1, 10, "trials of each way"),
        new ClaimSetting(CHOICES, 100, 1_000, "times that each client chooses an agency"));
  }

  @Override
  public void run(ClaimRun run) throws Exception {
    long nearest = 0;
    long choices = 0;
    try (RawTable raw =
        run.raw(CLAIM, "place", "way", "agencies", "repeat", "latency_p50_ms", "uncommitted")) {
      for (String place : PLACES) {
        AgencyChoice choice = choice(config(run, place, Map.of()));
        UniformRandomProvider random =
            new RandomStreams(run.seed()).stream("claims-agencies-" + place, 0);
        List<Integer> selected = choice.selected(random);
        Map<String, List<Double>> latenciesMs = new LinkedHashMap<>();
        for (Map.Entry<String, List<Integer>> way : ways(choice, selected, random).entrySet()) {
          latenciesMs.put(way.getKey(), latenciesMs(run, place, way.getKey(), way.getValue(), raw));
        }
        fill(run.figures(CLAIM), place, latenciesMs);
        for (int i = 0; i < run.count(CHOICES); i++) {
          List<Integer> chosen = choice.selected(random);
          for (int client = 0; client < chosen.size(); client++) {
            nearest += chosen.get(client).equals(choice.nearest().get(client)) ? 1 : 0;
            choices++;
          }
        }
      }
    }
    run.figures(CLAIM)
        .share(
            "chose_nearest",
            nearest,
            choices,
            "share of the choices that fell on the nearest agency");
  }

  /** The agencies of each way by the clients; none where clients send to all nodes themselves. */
  private static Map<String, List<Integer>> ways(
      AgencyChoice choice, List<Integer> selected, UniformRandomProvider random) {
    Map<String, List<Integer>> ways = new LinkedHashMap<>();
    ways.put("nearest", selected);
    ways.put("farthest", choice.farthest());
    ways.put("drawn", choice.drawn(random));
    ways.put("all", List.of());
    return ways;
  }

  private static LoadedConfig config(ClaimRun run, String place, Map<String, String> more)
      throws Exception {
    return run.config("nearest-agency-" + place + ".yaml", more);
  }

  private static AgencyChoice choice(LoadedConfig config) {
    ExperimentConfig experiment = config.experiment();
    return new AgencyChoice(experiment.network(), experiment.workload().clients());
  }

  /** Of all requests of a way, in ms, ascending. */
  private static List<Double> latenciesMs(
      ClaimRun run, String place, String way, List<Integer> agencies, RawTable raw)
      throws Exception {
    LoadedConfig config =
        config(
            run,
            place,
            Map.of("repeats", Integer.toString(run.count(TRIALS)), AGENCIES, agencies.toString()));
    List<Double> latenciesMs = new ArrayList<>();
    for (ObservedTrial<FinalityTimes> trial :
        ClaimTrials.observed(run, config, cell -> new FinalityTimes())) {
      TrialTiming timing = trial.result().cell().timing();
      List<Double> own = trial.observer().latenciesMs(timing.warmupS(), timing.durationS());
      raw.row(
          place,
          way,
          agencies,
          trial.result().cell().repeat(),
          FinalityTimes.median(own),
          trial.result().requests().uncommitted());
      latenciesMs.addAll(own);
    }
    latenciesMs.sort(Double::compare);
    return latenciesMs;
  }

  private static void fill(
      ClaimFigures figures, String place, Map<String, List<Double>> latenciesMs) {
    latenciesMs.forEach(
        (way, own) ->
            figures.value(
                place + "_" + way + "_median_ms",
                FinalityTimes.median(own),
                own.size(),
                "median latency by this way, in ms: " + place + ", " + way));
    double nearestMs = FinalityTimes.median(latenciesMs.get("nearest"));
    long requests = latenciesMs.get("nearest").size();
    figures.value(
        place + "_nearest_to_farthest",
        nearestMs / FinalityTimes.median(latenciesMs.get("farthest")),
        requests,
        "median latency through the nearest agency, of that through the farthest");
    figures.value(
        place + "_nearest_to_all",
        nearestMs / FinalityTimes.median(latenciesMs.get("all")),
        requests,
        "median latency through the nearest agency, of that when clients send to all themselves");
  }
}
