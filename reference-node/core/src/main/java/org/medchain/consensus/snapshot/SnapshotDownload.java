package org.medchain.consensus.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.PublicKey;

/**
 * The parts of one snapshot, from one of its holders at a time (Castro and Liskov 2002, §6.2.2;
 * PBFT-36). No part can be checked before all are there, so a faulty holder is bounded in three
 * ways: every part but the last is full; at most {@link #FIRST_LIMIT} parts are taken, and twice as
 * many after each round in which at least half of the holders heard announced more; and a holder
 * that sends fewer parts between two expiries of the timer than the round demands is left for the
 * next. Each round demands half as many, so that a slow link between correct replicas suffices in
 * the end.
 */
public final class SnapshotDownload {
  /** Parts that are kept before a round has shown that they are too few: 64 MiB. */
  public static final int FIRST_LIMIT = 1 << 10;

  /** Parts between two expiries of the timer, on average, that the first round demands. */
  public static final int FIRST_PACE = 64;

  /** Expiries at a holder before its pace counts. */
  private static final int GRACE = 4;

  private final List<PublicKey> holders;
  private final List<Bytes> parts = new ArrayList<>();
  private int limit = FIRST_LIMIT;
  private int pace = FIRST_PACE;

  /** Holders left since the round began. */
  private int left;

  /** Holders in this round that announced more parts than the limit, and no more than it. */
  private int above;

  private int within;

  /** The number of parts, as the holder reports it; 0 before the first. */
  private int announced;

  /** Expiries of the timer at this holder, and the number of parts at the last of them. */
  private int expiries;

  private int partsAtLastExpiry;

  /** From those who signed the snapshot's root, this node excepted. */
  public SnapshotDownload(List<PublicKey> signers, PublicKey self) {
    holders = new ArrayList<>(signers);
    holders.remove(self);
  }

  /**
   * Begins with the node that offers it, if that is one of the holders (PBFT-36), or if there is
   * only one.
   */
  public void beginWith(PublicKey from) {
    boolean isRecovery = holders.size() == 1; // by the center, which keeps no state (PBFT-42)
    if (holders.remove(from) || isRecovery) {
      holders.add(0, from);
    }
  }

  /** The holder that is to send the next part. */
  public PublicKey holder() {
    return holders.get(0);
  }

  /** Whether this is the next part, of as many as the holder announced with the first. */
  public boolean expects(SnapshotPart part) {
    return part.part() == parts.size() && (parts.isEmpty() || part.parts() == announced);
  }

  /** The number of the next part. */
  public int nextPart() {
    return parts.size();
  }

  public boolean isComplete() {
    return announced > 0 && parts.size() == announced;
  }

  /**
   * Takes the expected part from its holder.
   *
   * @return its fault, for which it is not taken
   */
  public Optional<String> add(SnapshotPart part) {
    if (part.parts() > limit) {
      above++;
      return Optional.of(part.parts() + " parts, and " + limit + " are taken in this round");
    }
    boolean isLast = part.part() == part.parts() - 1;
    int size = part.content().size();
    if (isLast ? size == 0 : size != SnapshotPart.BYTES) {
      return Optional.of("part " + part.part() + " of " + part.parts() + " has " + size + " bytes");
    }
    within += parts.isEmpty() ? 1 : 0;
    announced = part.parts();
    parts.add(part.content());
    return Optional.empty();
  }

  /** The timer expired: whether the holder is fast enough to stay. */
  public boolean isFastEnough() {
    expiries++;
    boolean isMoving = parts.size() > partsAtLastExpiry;
    partsAtLastExpiry = parts.size();
    return isMoving && (expiries <= GRACE || parts.size() >= (long) pace * (expiries - GRACE));
  }

  /** Starts again with the next holder. */
  public void switchHolder() {
    holders.add(holders.remove(0));
    parts.clear();
    announced = 0;
    expiries = 0;
    partsAtLastExpiry = 0;
    left++;
    if (left == holders.size()) {
      nextRound();
    }
  }

  private void nextRound() {
    left = 0;
    pace = Math.max(1, pace / 2);
    boolean isTooLow = above > 0 && above >= within;
    limit = isTooLow ? Math.min(SnapshotPart.MAX_PARTS, 2 * limit) : limit;
    above = 0;
    within = 0;
  }

  /** The whole snapshot; its parts are not kept here. */
  public Bytes takeWhole() {
    Encoder whole = new Encoder(parts.stream().mapToInt(Bytes::size).sum());
    parts.forEach(whole::raw);
    parts.clear();
    announced = 0;
    return whole.toBytes();
  }
}
