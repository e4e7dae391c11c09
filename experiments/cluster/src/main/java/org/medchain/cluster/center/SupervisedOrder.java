package org.medchain.cluster.center;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
  /** What a supervisor is shown of it. */
  enum Kind {
    /** A doctor read without consent (CON-33). */
    EMERGENCY("emergencies"),
    /** The center appointed who acts for an owner (CON-31). */
    GUARDIAN("guardians"),
    /** One of the two perhaps: its block is too new, or no node proves it. */
    UNPROVED("unproved");

    private final String field;

    Kind(String field) {
      this.field = field;
    }

    /** Where it stands in a JSON object. */
    String field() {
      return field;
    }
  }

  /**
   * One thing that is shown.
   *
   * @param kind of it
   * @param parties whom it is about; nobody as long as that is not proved
   * @param text for people
   * @param fields for programs
   */
  record Sight(Kind kind, List<PublicKey> parties, String text, Map<String, Object> fields) {
    /** Whether it is about this participant, or may be. */
    boolean concerns(PublicKey participant) {
      return kind == Kind.UNPROVED || parties.contains(participant);
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

  private Sight emergency(GlassBroken glass) {
    Map<String, Object> fields = fields();
    fields.put("doctor", hex(glass.doctor()));
    fields.put("record", glass.record().toHex());
    fields.put("owner", hex(glass.owner()));
    fields.put("line", glass.number());
    String text =
        String.format(
            Locale.ROOT,
            "emergency, %s: %s read record %s of %s, line %d of its log",
            at,
            hex(glass.doctor()),
            glass.record().toHex(),
            hex(glass.owner()),
            glass.number());
    return new Sight(Kind.EMERGENCY, List.of(glass.doctor(), glass.owner()), text, fields);
  }

  private Sight guardian(DelegateAppointed appointed) {
    Map<String, Object> fields = fields();
    String until = Instant.ofEpochMilli(appointed.untilMs()).toString();
    fields.put("guardian", hex(appointed.delegate()));
    fields.put("owner", hex(appointed.owner()));
    fields.put("until", until);
    String text =
        "guardian, %s: %s acts for %s until %s"
            .formatted(at, hex(appointed.delegate()), hex(appointed.owner()), until);
    return new Sight(Kind.GUARDIAN, List.of(appointed.delegate(), appointed.owner()), text, fields);
  }

  private Sight unproved() {
    String operation =
        MedicalModules.REGISTRY
            .operation(order.kind())
            .map(Object::toString)
            .orElse("operation " + order.kind());
    String sender = hex(order.request().sender());
    Map<String, Object> fields = fields();
    fields.put("operation", operation);
    fields.put("by", sender);
    String text =
        String.format(
            Locale.ROOT,
            "%s by %s in block %d: not proved yet",
            operation,
            sender,
            order.place().height());
    return new Sight(Kind.UNPROVED, List.of(), text, fields);
  }

  private Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("at", at);
    fields.put("height", order.place().height());
    fields.put("index", order.place().index());
    return fields;
  }

  private static String hex(PublicKey key) {
    return key.value().toHex();
  }
}
