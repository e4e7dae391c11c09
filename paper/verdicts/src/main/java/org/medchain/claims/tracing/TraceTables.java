package org.medchain.claims.tracing;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.claims.tracing.TracedTrial.TracedTransaction;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Block;

/** The raw data of the trials on traceability: all blocks, and all transactions. */
final class TraceTables {
  private static final long NS_PER_US = 1_000;

  private TraceTables() {}

  /** Writes both tables. */
  static void counts(ClaimRun run, List<TracedTrial> all) throws IOException {
    try (RawTable raw =
        run.raw(
            "trace-trials",
            "protocol, repeat, blocks, heights, reached_heights, transactions, located, "
                + "located_with_sender, effective, effective_located, timed, receipted, "
                + "falling_blocks, sender_pairs, reversed_sender_pairs, records, record_pairs, "
                + "reversed_records, records_within_day, most_times_n, least_times_n")) {
      for (TracedTrial trial : all) {
        run.progress("reads the chains of " + trial.protocol().key());
        TracedPlaces places = new TracedPlaces(trial);
        TracedTimes times = new TracedTimes(trial);
        long[] proposals = times.proposals();
        double equal = (double) trial.blocks().size() / trial.nodes();
        raw.row(
            trial.protocol().key(),
            trial.cell().repeat(),
            trial.blocks().size(),
            places.heights(),
            places.reachedHeights(),
            trial.transactions().size(),
            places.located(),
            places.locatedWithSender(),
            places.effective(),
            places.effectiveLocated(),
            times.timed(),
            times.receipted(),
            times.fallingBlocks(),
            times.senderPairs(),
            times.reversedSenderPairs(),
            times.records(),
            Math.max(0, times.records() - 1),
            times.reversedRecords(),
            times.recordsWithinDay(),
            Arrays.stream(proposals).max().orElseThrow() / equal,
            Arrays.stream(proposals).min().orElseThrow() / equal);
      }
    }
  }

  /** The tables of blocks and of transactions. */
  static void write(ClaimRun run, List<TracedTrial> all) throws IOException {
    try (RawTable blocks =
            run.raw(
                "trace-blocks",
                "protocol, repeat, height, time_ms, transactions, proposer, first_commit_us, "
                    + "last_commit_us, nodes_committed");
        RawTable transactions =
            run.raw(
                "trace-transactions",
                "protocol, repeat, height, index, sender, sequence, code, intended_us,"
                    + " own_time_ms")) {
      for (TracedTrial trial : all) {
        trial.blocks().forEach(block -> add(blocks, trial, block));
        trial.transactions().forEach(transaction -> add(transactions, trial, transaction));
      }
    }
  }

  private static void add(RawTable table, TracedTrial trial, Block block) {
    long[] times =
        Arrays.stream(trial.recorder().commitsNs(block.hash()))
            .filter(time -> time != ChainRecorder.NEVER)
            .sorted()
            .toArray();
    table.row(
        trial.protocol().key(),
        trial.cell().repeat(),
        block.height(),
        block.header().timestampMs(),
        block.transactions().size(),
        trial.proposer(block),
        times[0] / NS_PER_US,
        times[times.length - 1] / NS_PER_US,
        times.length);
  }

  private static void add(RawTable table, TracedTrial trial, TracedTransaction each) {
    Optional<Long> intendedNs = trial.recorder().intendedNs(each.transaction().request());
    Object ownMs =
        MedicalModules.operation(each.transaction()) instanceof UploadRecord upload
            ? upload.record().digest().timestampMs()
            : "";
    table.row(
        trial.protocol().key(),
        trial.cell().repeat(),
        each.block().height(),
        each.index(),
        each.transaction().request().sender().brief(),
        each.transaction().request().sequence(),
        each.receipt().code(),
        intendedNs.isPresent() ? intendedNs.get() / NS_PER_US : "",
        ownMs);
  }
}
