package org.medchain.network;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.medchain.data.DataArbitraries;
import org.medchain.data.MacScheme;

/** Arbitrary values of the network layer, for properties of any layer. */
public final class NetworkArbitraries {
  private NetworkArbitraries() {}

  public static Arbitrary<Envelope> envelopes() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 255),
            DataArbitraries.publicKeys(),
            DataArbitraries.bytes(0, 60),
            DataArbitraries.signatures())
        .as(Envelope::new);
  }

  static Arbitrary<MacEnvelope.AuthenticatorEntry> macEntries() {
    return Combinators.combine(
            Arbitraries.longs(), DataArbitraries.bytes(MacScheme.SIZE, MacScheme.SIZE))
        .as(MacEnvelope.AuthenticatorEntry::new);
  }

  static Arbitrary<MacEnvelope> macEnvelopes() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 255),
            DataArbitraries.bytes(0, 60),
            macEntries().list().ofMaxSize(4))
        .as(MacEnvelope::new);
  }
}
