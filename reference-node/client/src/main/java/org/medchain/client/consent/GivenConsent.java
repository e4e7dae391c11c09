package org.medchain.client.consent;

import java.util.Optional;
import org.medchain.contract.consent.ConsentDirective;
import org.medchain.contract.consent.ConsentEvents.DirectiveIssued;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * A consent that an order gave, in force or ended (CON-30).
 *
 * @param terms the owner, the records, the reader and the purpose
 * @param untilMs block time from which on it allows nothing, milliseconds of Unix time
 * @param givenBy the owner, or its delegate
 * @param given the place of its order; empty if it was another's, whose orders are not shown
 * @param end how it ended before its time; empty if it did not
 */
public record GivenConsent(
    DirectiveTerms terms,
    long untilMs,
    PublicKey givenBy,
    Optional<LedgerPlace> given,
    Optional<ConsentEnd> end) {
  static GivenConsent of(DirectiveIssued issued, LedgerPlace place) {
    return new GivenConsent(
        issued.terms(), issued.untilMs(), issued.givenBy(), Optional.of(place), Optional.empty());
  }

  static GivenConsent of(ConsentDirective directive) {
    return new GivenConsent(
        directive.terms(),
        directive.untilMs(),
        directive.givenBy(),
        Optional.empty(),
        Optional.empty());
  }

  /** The directive's id, which all consents with the same terms share. */
  public Hash directive() {
    return terms.id();
  }

  /** Whether it allows anything at this block time. */
  public boolean isInForce(long timeMs) {
    return end.isEmpty() && timeMs < untilMs;
  }

  /** Whether it is about this record, which has this type. */
  boolean covers(Hash record, String type) {
    return switch (terms.scope()) {
      case DirectiveScope.OneRecord one -> one.record().equals(record);
      case DirectiveScope.OfType of -> of.dataType().equals(type);
      case DirectiveScope.AllRecords all -> true;
    };
  }

  boolean isAsIn(ConsentDirective directive) {
    return untilMs == directive.untilMs() && givenBy.equals(directive.givenBy());
  }

  GivenConsent ended(ConsentEnd how) {
    return new GivenConsent(terms, untilMs, givenBy, given, Optional.of(how));
  }
}
