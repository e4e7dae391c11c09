package org.medchain.contract.consent;

import org.medchain.contract.engine.WorldState;
import org.medchain.data.Encodable;
import org.medchain.data.PublicKey;

/**
 * A directive that was not revoked (CON-30).
 *
 * @param terms what it says
 * @param untilMs block time from which on it allows nothing, milliseconds of Unix time
 * @param givenBy the owner, or a delegate, without whose delegation it allows nothing
 * @param place among the owner's directives, from 0, without gaps
 */
public record ConsentDirective(DirectiveTerms terms, long untilMs, PublicKey givenBy, long place)
    implements Encodable {
  ConsentDirective at(long newPlace) {
    return new ConsentDirective(terms, untilMs, givenBy, newPlace);
  }

  /** Whether its giver decides for the owner at this time. */
  boolean counts(WorldState state, long timeMs) {
    return Delegates.counts(state, terms.owner(), givenBy, timeMs);
  }
}
