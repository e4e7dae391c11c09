package org.medchain.application;

import java.util.Optional;
import org.medchain.data.Encodable;

/**
 * A search for offers and data requests (AGENCY-11): the orders that made them, in the order of the
 * chain. What of the offers is open the state says. A page is all that it returns.
 *
 * @param dataType as the offer or request names it; of all types if it is empty
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

  /** All of one type, or of every type, after a place. */
  public static MarketSearch of(Optional<String> dataType, Optional<Location> after) {
    return new MarketSearch(dataType, 0, Long.MAX_VALUE, after, RecordSearch.MAX_LIMIT);
  }

  /** The list that is searched. */
  public HistorySearch history() {
    return new HistorySearch(HistorySearch.ofMarket(dataType), sinceMs, untilMs, after, limit);
  }
}
