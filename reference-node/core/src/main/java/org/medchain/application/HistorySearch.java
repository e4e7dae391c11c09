package org.medchain.application;

import java.util.Optional;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * A search for the orders about a record (STO-28): its upload, attestations, reads and the rest,
 * refused orders too; for the files that were entrusted to a holder; for orders that say who acts
 * for an owner; or for the orders that supervision checks. It returns one page.
 *
 * @param subject the record's id, or {@link #ofHolder}, {@link #ofDelegates} or {@link
 *     #ofSupervision}
 * @param sinceMs earliest time of the block with the order, milliseconds of Unix time
 * @param untilMs time from which on it is too late
 * @param after where the page before ended; the first page unless given
 * @param limit the most on the page, 1 to {@link RecordSearch#MAX_LIMIT}
 */
public record HistorySearch(
    Hash subject, long sinceMs, long untilMs, Optional<Location> after, int limit)
    implements Encodable {
  /** Refuses what has no bound. */
  public HistorySearch {
    RecordSearch.requireLimit(limit);
  }

  /** The subject of a holder's list. */
  public static Hash ofHolder(PublicKey holder) {
    return Hash.of(new Encoder().text("medchain/entrusted").value(holder).toBytes());
  }

  /** The subject of an owner's list of orders that say who acts for it (PROC-15). */
  public static Hash ofDelegates(PublicKey owner) {
    return Hash.of(new Encoder().text("medchain/delegates").value(owner).toBytes());
  }

  /**
   * The subject of the one list of reads in an emergency, and of delegates whom others than their
   * owners appoint (CLUSTER-25).
   */
  public static Hash ofSupervision() {
    return Hash.of(new Encoder().text("medchain/supervision").toBytes());
  }

  /** All of a list. */
  public static HistorySearch of(Hash subject) {
    return new HistorySearch(subject, 0, Long.MAX_VALUE, Optional.empty(), RecordSearch.MAX_LIMIT);
  }

  /** The page after a place. */
  public HistorySearch after(Location last) {
    return new HistorySearch(subject, sinceMs, untilMs, Optional.of(last), limit);
  }
}
