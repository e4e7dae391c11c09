package org.medchain.faults.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.data.Bytes;

/**
 * A host's disk: an append-only log, of which always a prefix is durable, and snapshots that take
 * their turn in it.
 */
final class CrashableDisk {
  /** One thing persisted: an entry of the log or a snapshot. */
  private record DiskItem(
      int incarnation,
      DurabilityToken token,
      Optional<Bytes> entry,
      long height,
      Optional<Snapshot> snapshot) {}

  private final List<DiskItem> durable = new ArrayList<>();
  private final List<DiskItem> pendingItems = new ArrayList<>();
  private final TreeMap<Long, Snapshot> snapshots = new TreeMap<>();
  private final List<DiskCopy> copies = new ArrayList<>();
  private int incarnation;
  private DurabilityToken last = new DurabilityToken(0);

  void append(DurabilityToken token, Bytes entry) {
    pendingItems.add(new DiskItem(incarnation, token, Optional.of(entry), 0, Optional.empty()));
  }

  void storeSnapshot(DurabilityToken token, long height, Snapshot snapshot) {
    pendingItems.add(
        new DiskItem(incarnation, token, Optional.empty(), height, Optional.of(snapshot)));
  }

  int pendingItems() {
    return pendingItems.size();
  }

  /** The next {@code count} things become durable; the token of the last, if there was any. */
  Optional<DurabilityToken> force(int count) {
    int forced = Math.min(count, pendingItems.size());
    for (int i = 0; i < forced; i++) {
      DiskItem item = pendingItems.remove(0);
      item.snapshot().ifPresent(snapshot -> snapshots.put(item.height(), snapshot));
      durable.add(item);
      last = item.token();
    }
    return forced == 0 ? Optional.empty() : Optional.of(last);
  }

  /** Whether everything up to the token is durable; tokens are those of the current life. */
  boolean isDurable(DurabilityToken token) {
    return token.compareTo(last) <= 0;
  }

  /** A crash: only what is durable, and {@code more} of the rest, is left. */
  void crash(int more) {
    force(more);
    pendingItems.clear();
    incarnation++;
    last = new DurabilityToken(0);
  }

  /** What is durable now, put back later: as sound as the newest, and older. */
  private record DiskCopy(List<DiskItem> durable, TreeMap<Long, Snapshot> snapshots) {}

  /** Keeps a copy of what is durable. */
  void copy() {
    copies.add(new DiskCopy(List.copyOf(durable), new TreeMap<>(snapshots)));
  }

  int copies() {
    return copies.size();
  }

  /**
   * After a crash: a copy takes the place of all that is here.
   *
   * @param number of the copy, from 1; 0 wipes the disk
   */
  void putBack(int number) {
    durable.clear();
    snapshots.clear();
    if (number > 0 && number <= copies.size()) {
      durable.addAll(copies.get(number - 1).durable());
      snapshots.putAll(copies.get(number - 1).snapshots());
    }
  }

  /** Deletes the log before {@code first} and the snapshots below {@code height}. */
  void truncate(DurabilityToken first, long height) {
    durable.removeIf(item -> item.incarnation() < incarnation || item.token().compareTo(first) < 0);
    snapshots.headMap(height).clear();
  }

  /** The durable entries of the log, in order. */
  List<Bytes> log() {
    return durable.stream().flatMap(item -> item.entry().stream()).toList();
  }

  Optional<Snapshot> snapshot(long height) {
    return Optional.ofNullable(snapshots.get(height));
  }
}
