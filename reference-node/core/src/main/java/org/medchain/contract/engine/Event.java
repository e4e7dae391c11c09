package org.medchain.contract.engine;

import org.medchain.data.Encodable;

/**
 * Something that happened on the chain (CON-4; decision 0025). The output of a successful receipt
 * is the list of its transaction's events, so a client needs only receipts to follow the chain, and
 * a proof of a receipt proves its events.
 */
public interface Event extends Encodable {
  /** Which event it is. */
  default EventType<?> type() {
    return EventType.of(getClass());
  }
}
