package org.medchain.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.Refusals.assertRefused;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.medchain.data.Attestation;
import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MalformedInput;
import org.medchain.data.Signature;
import org.medchain.data.SignatureScheme;

/** NET-2, NET-3: the envelopes that are let through, with real keys. */
class AuthenticatorTest {
  private static final SignatureScheme SCHEME = new Ed25519();
  private static final Hash CHAIN = Hash.of(Bytes.utf8("this chain"));
  private static final KeyPair SENDER = keys("sender");
  private static final KeyPair OTHER = keys("other");
  private static final MessageRegistry REGISTRY =
      new MessageRegistry(List.of(Notice.TYPE, Notice.OTHER_TYPE));
  private static final Authenticator AUTHENTICATOR = new Authenticator(CHAIN, SCHEME, REGISTRY);

  @Example
  void validSignaturesAreVerified() {
    Notice notice = notice(CHAIN);
    Envelope envelope = Envelope.seal(SCHEME, CHAIN, SENDER, notice);
    AuthenticationResult.Verified verified = verified(envelope);
    assertThat(verified.message()).isEqualTo(notice);
    assertThat(verified.sender()).isEqualTo(SENDER.publicKey());
    assertThat(verified.envelope()).isEqualTo(envelope);
    assertThat(verified.signatures()).as("the sender's and the nested one").isEqualTo(2);
  }

  private static Optional<AuthenticationResult> screened(Envelope envelope, Screening screening) {
    return AUTHENTICATOR.authenticate(envelope, (sender, message) -> screening);
  }

  /** NET-7: a message that is not needed is decoded, but not verified. */
  @Example
  void whatIsNotNeededIsNotVerified() {
    Notice notice = notice(CHAIN);
    Envelope sound = Envelope.seal(SCHEME, CHAIN, SENDER, notice);
    Envelope forged =
        new Envelope(sound.code(), OTHER.publicKey(), sound.body(), sound.signature());
    Screening.Unneeded unneeded = new Screening.Unneeded();
    assertThat(screened(sound, unneeded)).isEmpty();
    assertThat(screened(forged, unneeded)).isEmpty();
    assertThat(screened(sound, new Screening.Needed()))
        .containsInstanceOf(AuthenticationResult.Verified.class);
    assertThat(screened(forged, new Screening.Needed()))
        .containsInstanceOf(AuthenticationResult.Rejected.class);
    Envelope malformed =
        new Envelope(sound.code(), sound.sender(), Bytes.utf8("?"), sound.signature());
    assertThat(screened(malformed, unneeded))
        .containsInstanceOf(AuthenticationResult.Rejected.class);
  }

  /** NET-7: the screen sees the named sender and the message, and gives the reason. */
  @Example
  void whatIsUnsoundIsRejectedForItsReason() {
    Notice notice = notice(CHAIN);
    Envelope sound = Envelope.seal(SCHEME, CHAIN, SENDER, notice);
    AuthenticationResult.Rejected rejected =
        new AuthenticationResult.Rejected(
            SENDER.publicKey(), RejectionReason.INVALID, "not a member");
    assertThat(
            AUTHENTICATOR.authenticate(
                sound,
                (sender, message) ->
                    sender.equals(SENDER.publicKey()) && message.equals(notice)
                        ? new Screening.Unsound("not a member")
                        : new Screening.Needed()))
        .contains(rejected);
  }

  /** Every bit of the envelope counts: code, sender, body and signature. */
  @Example
  void anyBitChangedIsRejected() {
    byte[] whole = Envelope.seal(SCHEME, CHAIN, SENDER, notice(CHAIN)).encoded().toArray();
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] changed = whole.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      Envelope envelope;
      try {
        envelope = Envelope.CODEC.decoded(Bytes.of(changed));
      } catch (MalformedInput e) {
        continue; // not even an envelope
      }
      assertRejected(envelope, "bit " + bit);
    }
  }

  @Example
  void aSignatureForAnotherChainIsRejected() {
    Hash elsewhere = Hash.of(Bytes.utf8("another chain"));
    assertRejected(Envelope.seal(SCHEME, elsewhere, SENDER, notice(CHAIN)), "the sender's");
    assertRejected(Envelope.seal(SCHEME, CHAIN, SENDER, notice(elsewhere)), "the nested one");
  }

  @Example
  void aSignatureForAnotherTypeIsRejected() {
    Envelope sealed = Envelope.seal(SCHEME, CHAIN, SENDER, notice(CHAIN));
    Envelope other =
        new Envelope(Notice.OTHER_TYPE.code(), sealed.sender(), sealed.body(), sealed.signature());
    assertRejected(other, "the same bytes under another type");
  }

  @Example
  void anUnknownCodeIsRejected() {
    Envelope sealed = Envelope.seal(SCHEME, CHAIN, SENDER, notice(CHAIN));
    Envelope unknown = new Envelope(99, sealed.sender(), sealed.body(), sealed.signature());
    assertThat(rejected(unknown).reason()).isEqualTo("no message has the code 99");
    assertThat(rejected(unknown).sender()).isEqualTo(SENDER.publicKey());
  }

  @Provide
  Arbitrary<Envelope> envelopes() {
    return NetworkArbitraries.envelopes();
  }

  @Property(seed = "20254", tries = 500, edgeCases = EdgeCasesMode.NONE)
  void noEnvelopeMakesItThrow(@ForAll("envelopes") Envelope envelope) {
    for (MessageType type : REGISTRY.all()) {
      Envelope known =
          new Envelope(type.code(), envelope.sender(), envelope.body(), envelope.signature());
      assertThat(AUTHENTICATOR.authenticate(known))
          .isInstanceOf(AuthenticationResult.Rejected.class);
    }
    assertThat(AUTHENTICATOR.authenticate(envelope))
        .isInstanceOf(AuthenticationResult.Rejected.class);
  }

  @Example
  void twoKindsCannotShareACode() {
    MessageType twin = new MessageType(Notice.TYPE.code(), "twin", Notice.TYPE.decoder());
    List<MessageType> types = List.of(Notice.TYPE, twin);
    assertRefused(() -> new MessageRegistry(types));
  }

  @Example
  void theRegistryKnowsExactlyItsKinds() {
    assertThat(REGISTRY.find(200)).contains(Notice.TYPE);
    assertThat(REGISTRY.find(202)).isEmpty();
    assertThat(REGISTRY.all()).containsExactly(Notice.TYPE, Notice.OTHER_TYPE);
  }

  private static AuthenticationResult.Verified verified(Envelope envelope) {
    AuthenticationResult answer = AUTHENTICATOR.authenticate(envelope);
    assertThat(answer).isInstanceOf(AuthenticationResult.Verified.class);
    return (AuthenticationResult.Verified) answer;
  }

  private static AuthenticationResult.Rejected rejected(Envelope envelope) {
    AuthenticationResult answer = AUTHENTICATOR.authenticate(envelope);
    assertThat(answer).isInstanceOf(AuthenticationResult.Rejected.class);
    return (AuthenticationResult.Rejected) answer;
  }

  private static void assertRejected(Envelope envelope, String what) {
    AuthenticationResult answer = AUTHENTICATOR.authenticate(envelope);
    assertThat(answer).as(what).isInstanceOf(AuthenticationResult.Rejected.class);
  }

  /** Carries a statement of {@link #OTHER} that was signed for {@code nestedFor}. */
  private static Notice notice(Hash nestedFor) {
    Bytes attachment = Bytes.utf8("a synthetic attachment");
    Bytes signing =
        Attestation.signingBytes(Notice.NESTED, nestedFor, OTHER.publicKey(), attachment);
    Signature nested = SCHEME.sign(OTHER.secretKey(), signing);
    return Notice.of(attachment, OTHER.publicKey(), nested);
  }

  private static KeyPair keys(String name) {
    return SCHEME.keyPair(Hash.of(Bytes.utf8(name)).toBytes());
  }
}
