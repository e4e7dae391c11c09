package org.medchain.claims.tracing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimTrials;
import org.medchain.claims.experiment.Figure;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.experiments.config.LoadedConfig;

/**
 * Six claims on the chains of the same trials, of PBFT and of proof of work without faults: places,
 * times, order, copies, proposers and receipts.
 */
final class TraceableChain {
  private static final double PERCENTILE = 0.99;

  private TraceableChain() {}

  static void run(ClaimRun run) throws Exception {
    List<TracedTrial> all = trials(run, "chain-trace.yaml", run.count("repeats"));
    TraceTables.counts(run, all);
    run.raw("chain-fields", PlaceFields.all());
    TraceTables.write(run, all);
    timesOff(run, all);
    copies(run, all, "");
    if (run.count("wide_repeats") > 0) {
      copies(run, trials(run, "chain-trace-wide.yaml", run.count("wide_repeats")), "wide_");
    }
  }

  private static List<TracedTrial> trials(ClaimRun run, String file, int repeats) throws Exception {
    LoadedConfig config = run.config(file, Map.of("repeats", Integer.toString(repeats)));
    SyntheticRecords records = run.records(config);
    return ClaimTrials.observed(run, config, cell -> new ChainRecorder(cell.nodes())).stream()
        .map(each -> TracedTrial.of(each, records))
        .toList();
  }

  private static Map<ProtocolKind, List<TracedTrial>> byProtocol(List<TracedTrial> trials) {
    return trials.stream()
        .collect(
            Collectors.groupingBy(TracedTrial::protocol, LinkedHashMap::new, Collectors.toList()));
  }

  private static void timesOff(ClaimRun run, List<TracedTrial> all) {
    byProtocol(all)
        .forEach(
            (protocol, trials) -> {
              List<Double> offs =
                  trials.stream().flatMap(each -> new TracedTimes(each).offsS().stream()).toList();
              run.figures("trace-time-and-place")
                  .value(
                      protocol.key() + "_time_off_p99_s",
                      Figure.quantile(offs, PERCENTILE),
                      offs.size(),
                      "99th percentile of the distance of block time and intended start, in s");
            });
  }

  private static void copies(ClaimRun run, List<TracedTrial> all, String prefix) {
    double settleS = run.value("settle_s");
    byProtocol(all)
        .forEach(
            (protocol, trials) ->
                run.figures("all-copies-in-real-time")
                    .value(
                        prefix + protocol.key() + "_spread_p99_ms",
                        Figure.quantile(
                            trials.stream()
                                .flatMap(each -> new TracedTimes(each).spreadsMs(settleS).stream())
                                .toList(),
                            PERCENTILE),
                        trials.stream().mapToLong(each -> each.blocks().size()).sum(),
                        "99th percentile of the time from the first commit of a block to the last,"
                            + " in ms"));
  }
}
