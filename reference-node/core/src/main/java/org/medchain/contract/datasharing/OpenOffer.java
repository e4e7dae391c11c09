package org.medchain.contract.datasharing;

import java.util.List;
import java.util.Optional;
import org.medchain.contract.engine.Lists;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * A provider's open offer of one type of data. Both lists are bounded, so that no operation takes
 * long (decision 0027).
 *
 * @param price for each record, in points
 * @param records under the offer, in the order in which they came
 * @param waiting agreements on it, in the order in which they were concluded
 */
public record OpenOffer(long price, List<Hash> records, List<Agreement> waiting)
    implements Encodable {
  /** The most agreements that may wait. */
  public static final int MAX_WAITING = 16;

  public OpenOffer {
    records = List.copyOf(records);
    waiting = List.copyOf(waiting);
  }

  boolean isFull() {
    return records.size() >= OfferRecords.MAX_RECORDS;
  }

  /** The waiting agreement of this demander. */
  public Optional<Agreement> waitingOf(PublicKey demander) {
    return waiting.stream().filter(each -> each.demander().equals(demander)).findFirst();
  }

  OpenOffer withRecords(List<Hash> others) {
    return new OpenOffer(price, others, waiting);
  }

  OpenOffer plus(Hash record) {
    return withRecords(Lists.plus(records, record));
  }

  OpenOffer plus(Agreement agreement) {
    return new OpenOffer(price, records, Lists.plus(waiting, agreement));
  }

  OpenOffer minus(Agreement agreement) {
    return new OpenOffer(price, records, Lists.minus(waiting, agreement));
  }
}
