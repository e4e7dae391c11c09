package org.medchain.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.consensus.Snapshot;
import org.medchain.consensus.SnapshotPart;
import org.medchain.consensus.Token;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;

/**
 * What a node's disk holds: the log of its replica and its snapshots (SIM-22). What was handed over
 * becomes durable in that order; a crash loses the rest (SIM-23).
 */
final class Storage {
  /** The token of everything that an earlier life of the node made durable: before all others. */
  private static final long EARLIER = 0;

  private final Deque<Entry> log = new ArrayDeque<>();

  /** By height and encoded, as their parts are sent. */
  private final TreeMap<Long, Bytes> snapshots = new TreeMap<>();

  /** Handed over and not durable yet, the oldest first. */
  private final Deque<Entry> writing = new ArrayDeque<>();

  private final Deque<Keep> keeping = new ArrayDeque<>();
  private final Deque<Cut> cuts = new ArrayDeque<>();
  private long durable;

  private record Entry(long token, Bytes content) {}

  private record Keep(long token, long height, Bytes snapshot) {}

  private record Cut(long first, long height) {}

  /** Hands over an entry; tokens never go back. */
  void append(Token token, Bytes content) {
    writing.add(new Entry(token.number(), content));
  }

  /** Hands over a snapshot. */
  void keep(Token token, long height, Snapshot snapshot) {
    keeping.add(new Keep(token.number(), height, snapshot.encoded()));
  }

  /**
   * Everything up to this token is on the disk.
   *
   * @return how many entries and snapshots were forgotten, because that was to be done now
   */
  long durable(Token token) {
    durable = token.number();
    while (!writing.isEmpty() && writing.getFirst().token() <= durable) {
      log.add(writing.removeFirst());
    }
    while (!keeping.isEmpty() && keeping.getFirst().token() <= durable) {
      Keep kept = keeping.removeFirst();
      snapshots.put(kept.height(), kept.snapshot());
    }
    return cut();
  }

  /**
   * Forgets entries before {@code first} and snapshots under {@code height}, as soon as {@code
   * first} is durable: before that a crash would leave neither the old nor the new.
   *
   * @return how many were forgotten by now
   */
  long truncate(Token first, long height) {
    cuts.add(new Cut(first.number(), height));
    return cut();
  }

  private long cut() {
    long before = (long) log.size() + snapshots.size();
    while (!cuts.isEmpty() && cuts.getFirst().first() <= durable) {
      Cut cut = cuts.removeFirst();
      while (!log.isEmpty() && log.getFirst().token() < cut.first()) {
        log.removeFirst();
      }
      snapshots.headMap(cut.height()).clear();
    }
    return before - log.size() - snapshots.size();
  }

  /** What is not durable is lost; the tokens of the next life begin anew. */
  void crash() {
    writing.clear();
    keeping.clear();
    cuts.clear();
    durable = EARLIER;
    List<Entry> survived = List.copyOf(log);
    log.clear();
    survived.forEach(entry -> log.add(new Entry(EARLIER, entry.content())));
  }

  /** The durable entries, the oldest first. */
  List<Bytes> log() {
    List<Bytes> entries = new ArrayList<>(log.size());
    log.forEach(entry -> entries.add(entry.content()));
    return entries;
  }

  /** The state in the durable snapshot of this height. */
  Optional<Bytes> state(long height) {
    return Optional.ofNullable(snapshots.get(height))
        .map(encoded -> Decoder.decode(encoded, Snapshot::decode).state());
  }

  /** A part of the durable snapshot of this height. */
  Optional<SnapshotPart> part(long height, int part) {
    return Optional.ofNullable(snapshots.get(height))
        .flatMap(encoded -> Snapshot.part(height, encoded, part));
  }
}
