package org.medchain.claims.tracing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.claims.tracing.TracedTrial.TracedTransaction;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Block;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;

/** The times and the order of what a trial's chain holds. */
record TracedTimes(TracedTrial trial) {
  private static final double NS_PER_MS = 1e6;
  private static final double MS_PER_S = 1e3;
  private static final long NS_PER_S = 1_000_000_000;
  private static final long DAY_MS = Duration.ofDays(1).toMillis();

  /** A record's own time, and that of its block, in ms of Unix time. */
  private record UploadTime(long ownMs, long blockMs) {}

  /** Distance of block time and intended start of each transaction, in s. */
  List<Double> offsS() {
    List<Double> offs = new ArrayList<>();
    long originMs = trial.genesis().terms().timestampMs();
    for (TracedTransaction each : trial.transactions()) {
      trial
          .recorder()
          .intendedNs(each.transaction().request())
          .map(intended -> originMs + intended / NS_PER_MS)
          .map(startMs -> Math.abs(each.block().header().timestampMs() - startMs) / MS_PER_S)
          .ifPresent(offs::add);
    }
    return offs;
  }

  /** Transactions whose block has a time from the trial's begin to its end. */
  long timed() {
    long originMs = trial.genesis().terms().timestampMs();
    double endMs = originMs + trial.recorder().lastNs() / NS_PER_MS;
    return trial.transactions().stream()
        .mapToLong(each -> each.block().header().timestampMs())
        .filter(timeMs -> timeMs >= originMs && timeMs <= endMs)
        .count();
  }

  /** Transactions with one receipt that names them. */
  long receipted() {
    Map<RequestId, Integer> receipts = new LinkedHashMap<>();
    trial.executions().stream()
        .flatMap(each -> each.receipts().stream())
        .forEach(receipt -> receipts.merge(receipt.request(), 1, Integer::sum));
    return trial.transactions().stream()
        .map(each -> each.transaction().request())
        .filter(request -> receipts.getOrDefault(request, 0) == 1)
        .count();
  }

  /** Blocks whose time is before that of the block below. */
  long fallingBlocks() {
    long falling = 0;
    long belowMs = trial.genesis().terms().timestampMs();
    for (Block block : trial.blocks()) {
      falling += block.header().timestampMs() < belowMs ? 1 : 0;
      belowMs = block.header().timestampMs();
    }
    return falling;
  }

  /** Pairs of requests that follow one another in the chain among those of one sender. */
  long senderPairs() {
    return numbersBySender().stream().mapToLong(numbers -> numbers.size() - 1L).sum();
  }

  /** Those of them that were sent in the other order. */
  long reversedSenderPairs() {
    return numbersBySender().stream().mapToLong(TracedTimes::reversed).sum();
  }

  private List<List<Long>> numbersBySender() {
    Map<PublicKey, List<Long>> numbers = new LinkedHashMap<>();
    for (TracedTransaction each : trial.transactions()) {
      RequestId request = each.transaction().request();
      numbers
          .computeIfAbsent(request.sender(), sender -> new ArrayList<>())
          .add(request.sequence());
    }
    return List.copyOf(numbers.values());
  }

  private static long reversed(List<Long> numbers) {
    long reversed = 0;
    for (int i = 1; i < numbers.size(); i++) {
      reversed += numbers.get(i) < numbers.get(i - 1) ? 1 : 0;
    }
    return reversed;
  }

  private List<UploadTime> uploads() {
    List<UploadTime> uploads = new ArrayList<>();
    for (TracedTransaction each : trial.transactions()) {
      if (MedicalModules.operation(each.transaction()) instanceof UploadRecord upload) {
        uploads.add(
            new UploadTime(
                upload.record().digest().timestampMs(), each.block().header().timestampMs()));
      }
    }
    return uploads;
  }

  /** How many records were uploaded. */
  long records() {
    return uploads().size();
  }

  /** Records whose own time is within a day of their block's. */
  long recordsWithinDay() {
    return uploads().stream()
        .filter(each -> Math.abs(each.ownMs() - each.blockMs()) <= DAY_MS)
        .count();
  }

  /** Records after which one comes in the chain whose own time is before theirs. */
  long reversedRecords() {
    return reversed(uploads().stream().map(UploadTime::ownMs).toList());
  }

  /**
   * From the first commit of each block until the last node's, in ms; infinite where a node never
   * committed it. Blocks of the trial's end, which had no time for that, are left out.
   *
   * @param settleS length of the end
   */
  List<Double> spreadsMs(double settleS) {
    List<Double> spreads = new ArrayList<>();
    for (Block block : trial.blocks()) {
      long[] times = trial.recorder().commitsNs(block.hash());
      boolean everywhere = Arrays.stream(times).noneMatch(time -> time == ChainRecorder.NEVER);
      long firstNs =
          Arrays.stream(times)
              .filter(time -> time != ChainRecorder.NEVER)
              .min()
              .orElseThrow(() -> new IllegalStateException("no node has committed " + block));
      if (firstNs <= trial.recorder().lastNs() - settleS * NS_PER_S) {
        long lastNs = Arrays.stream(times).max().orElseThrow();
        spreads.add(everywhere ? (lastNs - firstNs) / NS_PER_MS : Double.POSITIVE_INFINITY);
      }
    }
    return spreads;
  }

  /** How many blocks each node proposed. */
  long[] proposals() {
    long[] proposals = new long[trial.nodes()];
    trial.blocks().forEach(block -> proposals[trial.proposer(block)]++);
    return proposals;
  }
}
