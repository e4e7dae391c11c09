package org.medchain.client.consent;

import java.util.List;
import org.medchain.contract.engine.Event;

/**
 * An order that succeeded, with what its receipt tells of it.
 *
 * @param place of the order on the ledger
 * @param events in the receipt
 */
record ProvenOrder(LedgerPlace place, List<Event> events) {
  ProvenOrder {
    events = List.copyOf(events);
  }
}
