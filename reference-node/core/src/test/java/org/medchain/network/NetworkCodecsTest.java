package org.medchain.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.Refusals.assertRefused;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.medchain.data.Bytes;
import org.medchain.data.CodecCase;
import org.medchain.data.CodecProperties;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;

/** NET-1, NET-6: the envelopes' encodings. */
class NetworkCodecsTest extends CodecProperties {
  @Override
  protected List<CodecCase<?>> codecs() {
    return List.of(
        new CodecCase<>(Envelope.class, NetworkArbitraries.envelopes(), Envelope.CODEC::decode),
        new CodecCase<>(
            MacEnvelope.class, NetworkArbitraries.macEnvelopes(), MacEnvelope.CODEC::decode),
        new CodecCase<>(
            MacEnvelope.AuthenticatorEntry.class,
            NetworkArbitraries.macEntries(),
            MacEnvelope.AuthenticatorEntry.CODEC::decode));
  }

  @Override
  protected String layer() {
    return "org.medchain.network";
  }

  @Provide
  Arbitrary<Envelope> envelopes() {
    return NetworkArbitraries.envelopes();
  }

  @Property(seed = "20251", tries = 200, edgeCases = EdgeCasesMode.NONE)
  void theSizeIsTheEncodedLength(@ForAll("envelopes") Envelope envelope) {
    assertThat(envelope.size()).isEqualTo(envelope.encoded().size());
    assertThat(envelope.size()).isGreaterThanOrEqualTo(Envelope.CODEC.minSize());
  }

  /** The length of the body is written in 1, 3 or 5 bytes. */
  @Property(seed = "20252", tries = 100)
  void theSizeCountsTheLengthOfTheLength(@ForAll @IntRange(min = 0, max = 70_000) int length) {
    Envelope envelope =
        new Envelope(
            1,
            new PublicKey(Bytes.of(new byte[PublicKey.SIZE])),
            Bytes.of(new byte[length]),
            new Signature(Bytes.of(new byte[Signature.SIZE])));
    assertThat(envelope.size()).isEqualTo(envelope.encoded().size());
  }

  @Example
  void aCodeIsOneByte() {
    PublicKey sender = new PublicKey(Bytes.of(new byte[PublicKey.SIZE]));
    Signature signature = new Signature(Bytes.of(new byte[Signature.SIZE]));
    for (int code : new int[] {-1, 256}) {
      assertRefused(() -> new Envelope(code, sender, Bytes.EMPTY, signature));
    }
  }
}
