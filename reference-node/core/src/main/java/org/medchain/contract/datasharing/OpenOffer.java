package org.medchain.contract.datasharing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  /** Copies the lists. */
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
    List<Hash> more = new ArrayList<>(records);
    more.add(record);
    return withRecords(more);
  }

  OpenOffer plus(Agreement agreement) {
    List<Agreement> more = new ArrayList<>(waiting);
    more.add(agreement);
    return new OpenOffer(price, records, more);
  }

  OpenOffer minus(Agreement agreement) {
    List<Agreement> fewer = new ArrayList<>(waiting);
    fewer.remove(agreement);
    return new OpenOffer(price, records, fewer);
  }
}
