package org.medchain.simulation.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.data.Attestation;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Difficulty;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MalformedInput;
import org.medchain.data.Signature;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.AuthenticationResult.Rejected;
import org.medchain.network.AuthenticationResult.Verified;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.MessageRegistry;
import org.medchain.network.MessageType;
import org.medchain.simulation.TestCluster;
import org.medchain.simulation.model.SymbolicSignatures;

/** SIM-5, decision 0222: an unchecked result equals that of a check. */
class SealedMessagesTest {
  /** Only these numbers can be read. */
  private static final int LARGEST = 1_000;

  private static final MessageType TYPE =
      new MessageType(
          200,
          "number",
          envelope ->
              new Numbered(Decoder.decode(envelope.body(), SealedMessagesTest::number), List.of()));

  private final SymbolicSignatures scheme = new SymbolicSignatures();
  private final Hash chain = TestCluster.chain(Difficulty.NONE).chain();
  private final KeyPair keys = scheme.keyPair(TestCluster.seed("node", 0));
  private final Authenticator authenticator =
      new Authenticator(chain, scheme, new MessageRegistry(List.of(TYPE)));
  private final SealedMessages correct = sealedBy(true);

  private SealedMessages sealedBy(boolean trusted) {
    return new SealedMessages(new CheckedEnvelopes(authenticator), scheme, chain, keys, trusted);
  }

  private record Numbered(int value, List<Attestation> nested) implements Message {
    @Override
    public MessageType type() {
      return TYPE;
    }

    @Override
    public void encode(Encoder out) {
      out.int32(value);
    }
  }

  private static int number(Decoder in) {
    int value = in.int32();
    if (value > LARGEST) {
      throw new MalformedInput("a number is too large");
    }
    return value;
  }

  private static Numbered numbered(int value) {
    return new Numbered(value, List.of());
  }

  /** After any time, and also where the message is forgotten. */
  @Test
  void whatIsKnownIsWhatTheAuthenticatorFinds() {
    Envelope first = correct.seal(numbered(0));
    for (int i = 1; i < 600; i++) {
      Message message = numbered(i);
      Envelope envelope = correct.seal(message);
      AuthenticationResult known = correct.of(envelope);
      assertThat(((Verified) known).message()).isSameAs(message);
      assertSame(known, authenticator.authenticate(envelope));
    }
    assertSame(correct.of(first), authenticator.authenticate(first));
  }

  private static void assertSame(AuthenticationResult known, AuthenticationResult found) {
    Verified expected = (Verified) found;
    Verified verified = (Verified) known;
    assertThat(verified.envelope()).isEqualTo(expected.envelope());
    assertThat(verified.message()).isEqualTo(expected.message());
    assertThat(verified.signatures()).isEqualTo(expected.signatures());
  }

  /** Two envelopes with one signature: the second was made elsewhere. */
  @Test
  void onlyTheVerySameEnvelopeIsKnown() {
    Envelope own = correct.seal(numbered(1));
    Envelope other = new Envelope(own.code(), own.sender(), numbered(2).encoded(), own.signature());
    assertThat(correct.of(other)).isInstanceOf(Rejected.class);
    Envelope unsigned = new Envelope(own.code(), own.sender(), own.body(), Signature.NONE);
    assertThat(correct.of(unsigned)).isInstanceOf(Rejected.class);
  }

  @Test
  void signaturesOfOthersAreAlwaysChecked() {
    Attestation forged = new Attestation("vote", keys.publicKey(), Bytes.EMPTY, Signature.NONE);
    Message message = new Numbered(1, List.of(forged));
    assertThatThrownBy(() -> authenticator.seal(keys, message))
        .isInstanceOf(IllegalArgumentException.class);
    Envelope envelope = correct.seal(message);
    assertThat(((Verified) correct.of(envelope)).message()).isNotSameAs(message);
  }

  /** SIM-5: a message that several pass on is decoded once; an equal one is another. */
  @Test
  void whatIsPassedOnIsCheckedOnce() {
    CheckedEnvelopes checked = new CheckedEnvelopes(authenticator);
    Envelope foreign = Envelope.seal(scheme, chain, keys, numbered(7));
    AuthenticationResult first = checked.of(foreign);
    assertThat(checked.of(foreign)).isSameAs(first);
    Envelope equal =
        new Envelope(foreign.code(), foreign.sender(), foreign.body(), foreign.signature());
    assertThat(checked.of(equal)).isNotSameAs(first);
    assertSame(checked.of(equal), first);
    Envelope forged =
        new Envelope(foreign.code(), foreign.sender(), numbered(8).encoded(), foreign.signature());
    assertThat(checked.of(forged)).isInstanceOf(Rejected.class);
    assertThat(checked.of(forged)).as("again").isInstanceOf(Rejected.class);
  }

  @Test
  void aByzantineNodesMessagesAreAlwaysChecked() {
    SealedMessages byzantine = sealedBy(false);
    assertThat(byzantine.of(byzantine.seal(numbered(LARGEST + 1)))).isInstanceOf(Rejected.class);
  }

  /** A defect of an encoding does not hide: the first message, and some of all, are checked. */
  @Test
  void correctNodesAreSampled() {
    Message unreadable = numbered(LARGEST + 1);
    assertThatThrownBy(() -> correct.seal(unreadable)).isInstanceOf(IllegalStateException.class);
    correct.seal(numbered(1));
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 1_000; i++) {
                correct.seal(unreadable);
              }
            })
        .isInstanceOf(IllegalStateException.class);
  }
}
