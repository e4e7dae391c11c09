package org.medchain.client.consent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.contract.consent.ConsentDirective;
import org.medchain.contract.consent.ConsentEvents.DirectiveIssued;
import org.medchain.contract.consent.ConsentEvents.DirectiveRevoked;
import org.medchain.contract.engine.Event;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * An owner's consents, each from the order that gave it to its end (PROC-17). Orders tell the past,
 * and the state the present, orders of others included.
 */
final class ConsentTimeline {
  private final PublicKey owner;
  private final List<GivenConsent> ended = new ArrayList<>();
  private final Map<Hash, GivenConsent> open = new LinkedHashMap<>();

  private ConsentTimeline(PublicKey owner) {
    this.owner = owner;
  }

  /**
   * All consents of an owner, ended ones first.
   *
   * @param orders that are shown to the asker, in the order of the chain
   * @param current directives of the state, by their ids
   */
  static List<GivenConsent> of(
      PublicKey owner, List<ProvenOrder> orders, Map<Hash, ConsentDirective> current) {
    ConsentTimeline line = new ConsentTimeline(owner);
    for (ProvenOrder order : orders) {
      for (Event event : order.events()) {
        line.add(event, order.place());
      }
    }
    return line.upTo(current);
  }

  private void add(Event event, LedgerPlace place) {
    if (event instanceof DirectiveIssued issued && issued.terms().owner().equals(owner)) {
      end(issued.directive(), new ConsentEnd(ConsentEnd.Cause.REPLACED, Optional.of(place)));
      open.put(issued.directive(), GivenConsent.of(issued, place));
    } else if (event instanceof DirectiveRevoked revoked && revoked.owner().equals(owner)) {
      end(revoked.directive(), new ConsentEnd(ConsentEnd.Cause.REVOKED, Optional.of(place)));
    }
  }

  private void end(Hash directive, ConsentEnd end) {
    GivenConsent before = open.remove(directive);
    if (before != null) {
      ended.add(before.ended(end));
    }
  }

  private List<GivenConsent> upTo(Map<Hash, ConsentDirective> current) {
    for (GivenConsent each : List.copyOf(open.values())) {
      ConsentDirective now = current.get(each.directive());
      if (now == null || !each.isAsIn(now)) {
        end(each.directive(), new ConsentEnd(ConsentEnd.Cause.BY_ANOTHER, Optional.empty()));
      }
    }
    List<GivenConsent> all = new ArrayList<>(ended);
    all.addAll(open.values());
    current.forEach(
        (id, directive) -> {
          if (!open.containsKey(id)) {
            all.add(GivenConsent.of(directive));
          }
        });
    return all;
  }
}
