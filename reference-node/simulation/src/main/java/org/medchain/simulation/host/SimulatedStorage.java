package org.medchain.simulation.host;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.Output;
import org.medchain.consensus.snapshot.DeferredBytes;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.data.Bytes;
import org.medchain.data.Encodable;

/**
 * A node's disk: the log of its replica and its snapshots (SIM-22). Writes become durable in their
 * order; a crash loses the rest (SIM-23).
 */
final class SimulatedStorage {
  /** The token of everything that an earlier life of the node made durable: before all others. */
  private static final long EARLIER_INCARNATION = 0;

  private final Deque<StoredLogEntry> log = new ArrayDeque<>();

  /** By height. */
  private final TreeMap<Long, Snapshot> snapshots = new TreeMap<>();

  /** Handed over and not durable yet, the oldest first. */
  private final Deque<PendingWrite> pendingWrites = new ArrayDeque<>();

  private final Deque<TruncationRequest> pendingTruncations = new ArrayDeque<>();
  private long durable;

  /** An entry, encoded only when it is read. */
  private record StoredLogEntry(long token, Encodable content) {}

  private record PendingWrite(long token, Runnable effect) {}

  private record TruncationRequest(long first, long height) {}

  /** Writes an entry; tokens never go back. */
  void append(Output.Persist entry) {
    StoredLogEntry stored = new StoredLogEntry(entry.token().number(), entry.content());
    pendingWrites.add(new PendingWrite(stored.token(), () -> log.add(stored)));
  }

  /** Writes a snapshot. */
  void storeSnapshot(DurabilityToken token, long height, Snapshot snapshot) {
    pendingWrites.add(new PendingWrite(token.number(), () -> snapshots.put(height, snapshot)));
  }

  /**
   * Everything up to this token is on the disk.
   *
   * @return the number of entries and snapshots deleted now
   */
  long durable(DurabilityToken token) {
    durable = token.number();
    while (!pendingWrites.isEmpty() && pendingWrites.getFirst().token() <= durable) {
      pendingWrites.removeFirst().effect().run();
    }
    return applyTruncations();
  }

  /**
   * Deletes entries before {@code first} and snapshots below {@code height}, as soon as {@code
   * first} is durable: before that a crash would leave neither the old nor the new.
   *
   * @return the number deleted so far
   */
  long truncate(DurabilityToken first, long height) {
    pendingTruncations.add(new TruncationRequest(first.number(), height));
    return applyTruncations();
  }

  private long applyTruncations() {
    long before = (long) log.size() + snapshots.size();
    while (!pendingTruncations.isEmpty() && pendingTruncations.getFirst().first() <= durable) {
      TruncationRequest cut = pendingTruncations.removeFirst();
      while (!log.isEmpty() && log.getFirst().token() < cut.first()) {
        log.removeFirst();
      }
      snapshots.headMap(cut.height()).clear();
    }
    return before - log.size() - snapshots.size();
  }

  /** Writes that are not durable are lost; the tokens of the next incarnation start from zero. */
  void crash() {
    pendingWrites.clear();
    pendingTruncations.clear();
    durable = EARLIER_INCARNATION;
    List<StoredLogEntry> survived = List.copyOf(log);
    log.clear();
    survived.forEach(entry -> log.add(new StoredLogEntry(EARLIER_INCARNATION, entry.content())));
  }

  /** The durable entries, the oldest first. */
  List<Bytes> log() {
    List<Bytes> entries = new ArrayList<>(log.size());
    log.forEach(entry -> entries.add(entry.content().encoded()));
    return entries;
  }

  /** The state in the durable snapshot of this height. */
  Optional<DeferredBytes> state(long height) {
    return Optional.ofNullable(snapshots.get(height)).map(Snapshot::state);
  }

  /** A part of the durable snapshot of this height. */
  Optional<SnapshotPart> part(long height, int part) {
    return Optional.ofNullable(snapshots.get(height))
        .flatMap(kept -> Snapshot.part(height, kept.pieces(), part));
  }
}
