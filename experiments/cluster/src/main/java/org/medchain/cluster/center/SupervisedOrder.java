package org.medchain.cluster.center;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.medchain.application.HistoryEntry;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.consent.ConsentEvents.DelegateAppointed;
import org.medchain.contract.consent.ConsentEvents.GlassBroken;
import org.medchain.contract.engine.Event;
import org.medchain.data.PublicKey;

/**
 * An order that supervision looks at, and what the ledger proves of it (CLUSTER-25).
 *
 * @param order where it stands and whose it is, as f + 1 nodes list it
 * @param at the time of its block, or "-" where its header is not known yet
 * @param events of its receipt; empty as long as that is not proved
 */
record SupervisedOrder(HistoryEntry order, String at, Optional<List<Event>> events) {
  /**
   * What a supervisor is shown of it.
   *
   * @param parties whom it is about; nobody as long as that is not proved
   * @param text in words
   */
  record Sight(List<PublicKey> parties, String text) {
    /** Whether it is about this participant, or may be. */
    boolean concerns(PublicKey participant) {
      return parties.isEmpty() || parties.contains(participant);
    }
  }

  /** What is shown of it; nothing if it was refused, or is the owner's own. */
  Optional<Sight> sight() {
    return events.isEmpty()
        ? Optional.of(unproved())
        : events.get().stream().flatMap(each -> sight(each).stream()).findFirst();
  }

  private Optional<Sight> sight(Event event) {
    return switch (event) {
      case GlassBroken glass -> Optional.of(emergency(glass));
      case DelegateAppointed appointed when appointed.byCenter() ->
          Optional.of(guardian(appointed));
      default -> Optional.empty();
    };
  }

  /** A doctor read without consent (CON-33). */
  private Sight emergency(GlassBroken glass) {
    return new Sight(
        List.of(glass.doctor(), glass.owner()),
        String.format(
            Locale.ROOT,
            "emergency, %s: %s read record %s of %s, line %d of its log",
            at,
            hex(glass.doctor()),
            glass.record().toHex(),
            hex(glass.owner()),
            glass.number()));
  }

  /** The center appointed who acts for an owner (CON-31). */
  private Sight guardian(DelegateAppointed appointed) {
    return new Sight(
        List.of(appointed.delegate(), appointed.owner()),
        "guardian, %s: %s acts for %s until %s"
            .formatted(
                at,
                hex(appointed.delegate()),
                hex(appointed.owner()),
                Instant.ofEpochMilli(appointed.untilMs())));
  }

  /** One of the two perhaps: its block is too new, or no node proves it. */
  private Sight unproved() {
    String operation =
        MedicalModules.REGISTRY
            .operation(order.kind())
            .map(Object::toString)
            .orElse("operation " + order.kind());
    return new Sight(
        List.of(),
        String.format(
            Locale.ROOT,
            "%s by %s in block %d: not proved yet",
            operation,
            hex(order.request().sender()),
            order.place().height()));
  }

  private static String hex(PublicKey key) {
    return key.value().toHex();
  }
}
