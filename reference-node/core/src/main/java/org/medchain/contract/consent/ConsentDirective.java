package org.medchain.contract.consent;

import org.medchain.contract.engine.WorldState;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
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
  /** Reads what {@link #encode} wrote. */
  public static ConsentDirective decode(Decoder in) {
    return new ConsentDirective(
        DirectiveTerms.decode(in), in.int64(), PublicKey.decode(in), in.int64());
  }

  ConsentDirective at(long newPlace) {
    return new ConsentDirective(terms, untilMs, givenBy, newPlace);
  }

  /** Whether its giver decides for the owner at this time. */
  boolean counts(WorldState state, long timeMs) {
    return Delegates.counts(state, terms.owner(), givenBy, timeMs);
  }

  @Override
  public void encode(Encoder out) {
    out.value(terms).int64(untilMs).value(givenBy).int64(place);
  }
}
