package org.medchain.claims.majority;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimTrials;
import org.medchain.claims.experiment.ClaimTrials.ObservedTrial;
import org.medchain.claims.experiment.RawTable;
import org.medchain.claims.watch.CellGenesis;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.experiments.config.LoadedConfig;

/** Takes away every choice of stores at every acknowledgement, and rebuilds the ledger. */
final class LedgerSurvivalExperiment {
  private static final String CLAIM = "ledger-survives-half";
  private static final List<String> CONFIGS =
      List.of("majority-survival.yaml", "majority-survival-regions.yaml");

  private LedgerSurvivalExperiment() {}

  static void run(ClaimRun run) throws Exception {
    Map<String, List<LostStores>> losses = new LinkedHashMap<>();
    for (String file : CONFIGS) {
      LoadedConfig config =
          run.config(file, Map.of("repeats", Integer.toString(run.count("survival_trials"))));
      losses.put(config.experiment().name(), trials(run, config));
    }
    write(run, losses);
    List<LostStores> all = losses.values().stream().flatMap(List::stream).toList();
    ClaimFigures figures = run.figures(CLAIM);
    long acknowledged = all.stream().mapToLong(each -> each.acknowledgements().size()).sum();
    least(
        figures,
        "stores_lost_ledger",
        all.stream().map(LostStores::mostForLedger).toList(),
        acknowledged,
        "most stores of 7 after whose loss the longest of the others gives a sound ledger");
    least(
        figures,
        "stores_lost_acknowledged",
        all.stream().map(LostStores::mostForAcknowledged).toList(),
        acknowledged,
        "most stores of 7 after whose loss the others have every acknowledged request");
    List<Integer> onePlace =
        losses.values().iterator().next().stream().map(LostStores::mostForAcknowledged).toList();
    least(
        figures,
        "stores_lost_acknowledged_one_place",
        onePlace,
        acknowledged,
        "the same for nodes in one place");
    long missing =
        all.stream().mapToLong(each -> each.mostMissing(each.sound().size() / 2)).max().orElse(0);
    figures.value(
        "blocks_missing_half",
        (double) missing,
        acknowledged,
        "most acknowledged heights that are gone after the loss of 3 of 7 stores");
  }

  private static List<LostStores> trials(ClaimRun run, LoadedConfig config) throws Exception {
    SyntheticRecords records = run.records(config);
    List<LostStores> losses = new ArrayList<>();
    for (ObservedTrial<StoreSurvivalObserver> each :
        ClaimTrials.observed(
            run, config, cell -> new StoreSurvivalObserver(CellGenesis.of(cell, records)))) {
      StoreSurvivalObserver seen = each.observer();
      List<Integer> sound =
          seen.stores().stream()
              .map(store -> RebuiltLedger.soundHeight(seen.chain(), store, seen.roots()))
              .toList();
      losses.add(new LostStores(List.copyOf(seen.acknowledgements()), sound));
    }
    return losses;
  }

  /** What holds in all trials; nothing is said where nothing was acknowledged. */
  private static void least(
      ClaimFigures figures, String metric, List<Integer> most, long acknowledged, String meaning) {
    figures.value(
        metric, acknowledged == 0 ? Double.NaN : Collections.min(most), acknowledged, meaning);
  }

  private static void write(ClaimRun run, Map<String, List<LostStores>> losses) throws Exception {
    try (RawTable raw = run.raw(CLAIM, "config, trial, sender, request, height, stored_heights")) {
      losses.forEach(
          (config, trials) -> {
            for (int trial = 0; trial < trials.size(); trial++) {
              for (StoreSurvivalObserver.Acknowledgement each :
                  trials.get(trial).acknowledgements()) {
                raw.row(
                    config,
                    trial + 1,
                    each.request().sender().value().toHex(),
                    each.request().sequence(),
                    each.height(),
                    each.stored().stream()
                        .map(height -> Integer.toString(height))
                        .collect(Collectors.joining(" ")));
              }
            }
          });
    }
  }
}
