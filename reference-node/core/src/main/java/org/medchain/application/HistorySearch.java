package org.medchain.application;

import java.util.Optional;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/**
 * A search for what was ordered about a record (STO-28): its upload, attestations, reads and the
 * rest, refused orders too; a page is all that it returns.
 *
 * @param record its id
 * @param sinceMs earliest time of the block with the order, milliseconds of Unix time
 * @param untilMs time from which on it is too late
 * @param after where the page before ended; the first page unless given
 * @param limit the most on the page, 1 to {@link RecordSearch#MAX_LIMIT}
 */
public record HistorySearch(
    Hash record, long sinceMs, long untilMs, Optional<Location> after, int limit)
    implements Encodable {
  /** Refuses what has no bound. */
  public HistorySearch {
    RecordSearch.requireLimit(limit);
  }

  /** Reads what {@link #encode} wrote. */
  public static HistorySearch decode(Decoder in) {
    return new HistorySearch(
        in.hash(), in.int64(), in.int64(), RecordSearch.optional(in, Location::decode), in.int32());
  }

  @Override
  public void encode(Encoder out) {
    out.hash(record).int64(sinceMs).int64(untilMs);
    RecordSearch.optional(out, after);
    out.int32(limit);
  }
}
