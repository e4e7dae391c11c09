package org.medchain.application;

import static org.medchain.data.Codec.TEXT;

import java.util.Optional;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/**
 * A search for offers and data requests (AGENCY-11): the orders that made them, in the order of the
 * chain. The state says which offers are open. It returns one page.
 *
 * @param dataType as the offer or request names it; all types if it is empty
 * @param sinceMs earliest time of the block with the order, milliseconds of Unix time
 * @param untilMs time from which on it is too late
 * @param after where the page before ended; the first page unless given
 * @param limit the most on the page, 1 to {@link RecordSearch#MAX_LIMIT}
 */
public record MarketSearch(
    Optional<String> dataType, long sinceMs, long untilMs, Optional<Location> after, int limit)
    implements Encodable {
  /** Refuses what has no bound. */
  public MarketSearch {
    RecordSearch.requireLimit(limit);
  }

  /** All of every type. */
  public static MarketSearch all() {
    return new MarketSearch(
        Optional.empty(), 0, Long.MAX_VALUE, Optional.empty(), RecordSearch.MAX_LIMIT);
  }

  /** The same of one type. */
  public MarketSearch ofType(String type) {
    return new MarketSearch(Optional.of(type), sinceMs, untilMs, after, limit);
  }

  /** The page after a place. */
  public MarketSearch after(Location last) {
    return new MarketSearch(dataType, sinceMs, untilMs, Optional.of(last), limit);
  }

  /** The list that is searched. */
  public HistorySearch history() {
    return new HistorySearch(subject(), sinceMs, untilMs, after, limit);
  }

  /**
   * The subject of the list of a type's offers and data requests, or of the list of every type's.
   */
  Hash subject() {
    Encoder out = new Encoder().text("medchain/market");
    TEXT.optional().encode(out, dataType);
    return Hash.of(out.toBytes());
  }
}
