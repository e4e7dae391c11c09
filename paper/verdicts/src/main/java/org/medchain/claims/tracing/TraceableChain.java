package org.medchain.claims.tracing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimTrials;
import org.medchain.claims.experiment.ClaimTrials.ObservedTrial;
import org.medchain.claims.experiment.Figure;
import org.medchain.claims.experiment.RawTable;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.experiments.config.LoadedConfig;

/**
 * Six claims on the chains of the same trials, of PBFT and of proof of work without faults: places,
 * times, order, copies, proposers and receipts.
 */
final class TraceableChain {
  private static final String TIME_AND_PLACE = "trace-time-and-place";

  /** One of the list of experiments. */
  private TraceableChain() {}

  static void run(ClaimRun run) throws Exception {
    List<ProtocolFigures> all = new ArrayList<>();
    for (Map.Entry<ProtocolKind, List<TracedTrial>> each :
        trials(run, "chain-trace.yaml", run.count("repeats")).entrySet()) {
      all.add(new ProtocolFigures(each.getKey(), each.getValue()));
    }
    for (ProtocolFigures each : all) {
      run.progress("looks at the chains of " + each.protocol().key());
      tracePlaces(run, each);
      traceTimes(run, each);
      copies(run, each, "");
      proposers(run, each);
    }
    placeFields(run);
    TraceTables.write(run, all);
    if (run.count("wide_repeats") > 0) {
      trials(run, "chain-trace-wide.yaml", run.count("wide_repeats"))
          .forEach(
              (protocol, trials) -> copies(run, new ProtocolFigures(protocol, trials), "wide_"));
    }
  }

  private static Map<ProtocolKind, List<TracedTrial>> trials(ClaimRun run, String file, int repeats)
      throws Exception {
    LoadedConfig config = run.config(file, Map.of("repeats", Integer.toString(repeats)));
    SyntheticRecords records = run.records(config);
    Map<ProtocolKind, List<TracedTrial>> trials = new LinkedHashMap<>();
    for (ObservedTrial<ChainRecorder> each :
        ClaimTrials.observed(run, config, cell -> new ChainRecorder(cell.nodes()))) {
      TracedTrial traced = TracedTrial.of(each, records);
      trials.computeIfAbsent(traced.protocol(), protocol -> new ArrayList<>()).add(traced);
    }
    return trials;
  }

  private static void tracePlaces(ClaimRun run, ProtocolFigures of) {
    Map<TracedTrial, TracedPlaces> places = new LinkedHashMap<>();
    of.trials().forEach(trial -> places.put(trial, new TracedPlaces(trial)));
    ClaimFigures trace = run.figures("traceable-chain");
    of.share(
        trace,
        "reached_share",
        trial -> places.get(trial).reachedHeights(),
        trial -> places.get(trial).heights(),
        "heights that the check reaches from the recorded hash of the head");
    of.share(
        trace,
        "located_share",
        trial -> places.get(trial).located(),
        TraceableChain::transactions,
        "executed transactions that a node's index and a scan of all blocks have at one place");
    of.share(
        trace,
        "effective_located_share",
        trial -> places.get(trial).effectiveLocated(),
        trial -> places.get(trial).effective(),
        "those that had an effect, by the application's index instead");
    of.count(
        trace,
        "transactions",
        TraceableChain::transactions,
        trial -> trial.blocks().size(),
        "executed transactions");
    of.share(
        run.figures(TIME_AND_PLACE),
        "placed_share",
        trial -> places.get(trial).locatedWithSender(),
        TraceableChain::transactions,
        "transactions with a registered sender, one height and one index");
  }

  private static long transactions(TracedTrial trial) {
    return trial.transactions().size();
  }

  private static void traceTimes(ClaimRun run, ProtocolFigures of) {
    ClaimFigures timed = run.figures(TIME_AND_PLACE);
    of.share(
        timed,
        "timed_share",
        trial -> new TracedTimes(trial).timed(),
        TraceableChain::transactions,
        "transactions whose block has a time within the trial");
    of.percentile(
        timed,
        "time_off_p99_s",
        trial -> new TracedTimes(trial).offsS(),
        "99th percentile of the distance of block time and intended start, in s");
    ClaimFigures order = run.figures("chronological-order");
    of.count(
        order,
        "falling_blocks",
        trial -> new TracedTimes(trial).fallingBlocks(),
        trial -> trial.blocks().size(),
        "blocks with a time before that of the block below");
    of.share(
        order,
        "reversed_requests_share",
        trial -> new TracedTimes(trial).reversedSenderPairs(),
        trial -> new TracedTimes(trial).senderPairs(),
        "neighbours among the requests of one sender that were sent in the other order");
    of.share(
        order,
        "reversed_records_share",
        trial -> new TracedTimes(trial).reversedRecords(),
        trial -> Math.max(0, new TracedTimes(trial).records() - 1),
        "neighbours among the records whose own times are in the other order");
    ClaimFigures receipts = run.figures("timestamps-and-verification-records");
    of.share(
        receipts,
        "receipt_share",
        trial -> new TracedTimes(trial).receipted(),
        TraceableChain::transactions,
        "transactions with one receipt");
    of.share(
        receipts,
        "block_time_share",
        trial -> new TracedTimes(trial).timed(),
        TraceableChain::transactions,
        "transactions whose block has a time within the trial");
    of.share(
        receipts,
        "record_time_share",
        trial -> new TracedTimes(trial).recordsWithinDay(),
        trial -> new TracedTimes(trial).records(),
        "records whose own time is within a day of their block's");
  }

  private static void copies(ClaimRun run, ProtocolFigures of, String prefix) {
    run.figures("all-copies-in-real-time")
        .value(
            prefix + of.metric("spread_p99_ms"),
            Figure.quantile(
                of.trials().stream()
                    .flatMap(
                        trial -> new TracedTimes(trial).spreadsMs(run.value("settle_s")).stream())
                    .toList(),
                ProtocolFigures.PERCENTILE),
            of.trials().stream().mapToLong(trial -> trial.blocks().size()).sum(),
            "99th percentile of the time from the first commit of a block to the last, in ms");
  }

  private static void proposers(ClaimRun run, ProtocolFigures of) {
    // The trial with the most unequal shares stands for the protocol.
    double most = Double.NEGATIVE_INFINITY;
    double least = Double.POSITIVE_INFINITY;
    long blocks = 0;
    for (TracedTrial trial : of.trials()) {
      long[] proposals = new TracedTimes(trial).proposals();
      double equal = (double) trial.blocks().size() / trial.nodes();
      most = Math.max(most, Arrays.stream(proposals).max().orElseThrow() / equal);
      least = Math.min(least, Arrays.stream(proposals).min().orElseThrow() / equal);
      blocks += trial.blocks().size();
    }
    ClaimFigures figures = run.figures("equal-opportunities");
    figures.value(
        of.metric("most_times_n"), most, blocks, "largest share of proposed blocks, times n");
    figures.value(
        of.metric("least_times_n"), least, blocks, "least share of proposed blocks, times n");
  }

  private static void placeFields(ClaimRun run) throws IOException {
    List<PlaceFields.ChainField> fields = PlaceFields.all();
    run.figures(TIME_AND_PLACE)
        .value(
            "place_fields",
            fields.stream().filter(PlaceFields.ChainField::ofPlace).count(),
            fields.size(),
            "fields whose names have a word for a place in the world");
    try (RawTable raw = run.raw("chain-fields", "type, field, of_place")) {
      fields.forEach(each -> raw.row(each.type(), each.name(), each.ofPlace()));
    }
  }
}
