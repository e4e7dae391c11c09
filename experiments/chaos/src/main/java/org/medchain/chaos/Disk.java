package org.medchain.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.consensus.Snapshot;
import org.medchain.consensus.Token;
import org.medchain.data.Bytes;

/**
 * What a host keeps across a crash: an append-only log, of which always a beginning is durable, and
 * snapshots that take their turn in it.
 */
final class Disk {
  /** One thing persisted: an entry of the log or a snapshot. */
  private record Item(
      int life, Token token, Optional<Bytes> entry, long height, Optional<Snapshot> snapshot) {}

  private final List<Item> durable = new ArrayList<>();
  private final List<Item> pending = new ArrayList<>();
  private final TreeMap<Long, Snapshot> snapshots = new TreeMap<>();
  private int life;
  private Token last = new Token(0);

  void append(Token token, Bytes entry) {
    pending.add(new Item(life, token, Optional.of(entry), 0, Optional.empty()));
  }

  void keep(Token token, long height, Snapshot snapshot) {
    pending.add(new Item(life, token, Optional.empty(), height, Optional.of(snapshot)));
  }

  int pending() {
    return pending.size();
  }

  /** The next {@code count} things become durable; the token of the last, if there was any. */
  Optional<Token> force(int count) {
    int forced = Math.min(count, pending.size());
    for (int i = 0; i < forced; i++) {
      Item item = pending.remove(0);
      item.snapshot().ifPresent(snapshot -> snapshots.put(item.height(), snapshot));
      durable.add(item);
      last = item.token();
    }
    return forced == 0 ? Optional.empty() : Optional.of(last);
  }

  /** Whether everything up to the token is durable; tokens are those of the current life. */
  boolean isDurable(Token token) {
    return token.compareTo(last) <= 0;
  }

  /** A crash: only what is durable, and {@code more} of the rest, is left. */
  void crash(int more) {
    force(more);
    pending.clear();
    life++;
    last = new Token(0);
  }

  /** Forgets the log before {@code first} and the snapshots under {@code height}. */
  void truncate(Token first, long height) {
    durable.removeIf(item -> item.life() < life || item.token().compareTo(first) < 0);
    snapshots.headMap(height).clear();
  }

  /** The durable entries of the log, in order. */
  List<Bytes> log() {
    return durable.stream().flatMap(item -> item.entry().stream()).toList();
  }

  Optional<Snapshot> snapshot(long height) {
    return Optional.ofNullable(snapshots.get(height));
  }

  /** Entries and snapshots held: to be bounded. */
  int size() {
    return durable.size() + snapshots.size();
  }
}
