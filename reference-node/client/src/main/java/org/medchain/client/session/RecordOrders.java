package org.medchain.client.session;

import java.time.Instant;
import org.medchain.application.HistoryEntry;
import org.medchain.application.Location;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.registration.KeyNames;
import org.medchain.data.PublicKey;
import org.medchain.node.transport.RefusedException;

/** What an order that agencies list (AGENCY-9) is, when it was, and whose. */
public final class RecordOrders {
  private RecordOrders() {}

  /**
   * Whether the identity sent it, by any of its keys (CON-32): nodes show transactions to their
   * senders alone (LIGHT-8).
   */
  public static boolean isOwn(ParticipantSession session, HistoryEntry order)
      throws RefusedException {
    PublicKey sender = order.request().sender();
    return sender.equals(session.keys().publicKey())
        || sender.equals(session.participant())
        || nameOf(session, sender).equals(session.participant());
  }

  /** Whose a key is: a participant's name is its first one (CON-32). */
  public static PublicKey nameOf(ParticipantSession session, PublicKey key)
      throws RefusedException {
    return session.state(KeyNames.nameEntry(key)).orElse(key);
  }

  /** The time of the block at a place; {@code -} if its header is not here. */
  public static String timeOf(ParticipantSession session, Location place) {
    return session
        .light()
        .chain()
        .headerAt(place.height())
        .map(header -> Instant.ofEpochMilli(header.timestampMs()).toString())
        .orElse("-");
  }

  /** What an order is, by its name. */
  public static String operation(HistoryEntry order) {
    return MedicalModules.REGISTRY
        .operation(order.kind())
        .map(Object::toString)
        .orElse("operation " + order.kind());
  }
}
