package org.medchain.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.Refusals.assertMalformed;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Ed25519;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MacScheme;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.data.SignatureScheme;
import org.medchain.data.X25519MacScheme;

/** NET-6: authenticators in place of signatures, with real keys. */
class MacEnvelopeTest {
  private static final SignatureScheme SCHEME = new Ed25519();
  private static final MacScheme MACS = new X25519MacScheme();
  private static final Hash CHAIN = Hash.of(Bytes.utf8("this chain"));
  private static final KeyPair SENDER = keys("sender");
  private static final KeyPair FIRST = keys("first");
  private static final KeyPair SECOND = keys("second");
  private static final KeyPair STRANGER = keys("stranger");

  /** A message that convinces its receivers only. */
  private record Whisper(String text) implements Message.Deniable {
    static final MessageType TYPE =
        new MessageType(7, "whisper", in -> new Whisper(Decoder.decode(in.body(), Decoder::text)));

    @Override
    public MessageType type() {
      return TYPE;
    }

    @Override
    public void encode(Encoder out) {
      out.text(text);
    }
  }

  private static final MessageRegistry REGISTRY =
      new MessageRegistry(List.of(Whisper.TYPE, Notice.TYPE));

  private static KeyPair keys(String name) {
    return SCHEME.keyPair(Hash.of(Bytes.utf8(name)).toBytes());
  }

  private static Envelope sealed(Message message, Hash chain) {
    List<PublicKey> receivers = List.of(FIRST.publicKey(), SECOND.publicKey());
    return Envelope.sealWithMacs(MACS, chain, SENDER, message, receivers);
  }

  private static AuthenticationResult read(Envelope envelope, KeyPair own) {
    return new Authenticator(CHAIN, SCHEME, REGISTRY, MACS, own).authenticate(envelope);
  }

  private static void assertRejected(Envelope envelope, KeyPair own, String what) {
    assertThat(read(envelope, own)).as(what).isInstanceOf(AuthenticationResult.Rejected.class);
  }

  @Example
  void everyReceiverReadsItsOwnEntry() {
    Whisper whisper = new Whisper("synthetic");
    Envelope envelope = sealed(whisper, CHAIN);
    for (KeyPair own : List.of(FIRST, SECOND)) {
      AuthenticationResult.Verified verified = (AuthenticationResult.Verified) read(envelope, own);
      assertThat(verified.message()).isEqualTo(whisper);
      assertThat(verified.sender()).isEqualTo(SENDER.publicKey());
      assertThat(verified.signatures()).isZero();
    }
    assertRejected(envelope, STRANGER, "there is no entry for it");
  }

  /** A client's machine holds the keys of many patients, and reads what is for any of them. */
  @Example
  void aHolderOfOneOfTheKeysReads() {
    Envelope envelope = sealed(new Whisper("synthetic"), CHAIN);
    assertThat(readBy(envelope, List.of(STRANGER, SECOND)))
        .isInstanceOf(AuthenticationResult.Verified.class);
    assertThat(readBy(envelope, List.of(STRANGER)))
        .isInstanceOf(AuthenticationResult.Rejected.class);
    assertThat(readBy(envelope, List.of())).isInstanceOf(AuthenticationResult.Rejected.class);
  }

  private static AuthenticationResult readBy(Envelope envelope, List<KeyPair> own) {
    return new Authenticator(CHAIN, SCHEME, REGISTRY, MACS, own).authenticate(envelope);
  }

  /** All but the other receivers' entries counts: code, sender, content, own entry, signature. */
  @Example
  void anyBitThatConcernsItIsChecked() {
    byte[] whole = sealed(new Whisper("x"), CHAIN).encoded().toArray();
    byte[] other = SECOND.publicKey().value().slice(0, 8).toArray();
    int entry = Bytes.of(whole).toHex().indexOf(Bytes.of(other).toHex()) / 2;
    for (int bit = 0; bit < whole.length * 8; bit++) {
      boolean othersEntry =
          bit / 8 >= entry && bit / 8 < entry + MacEnvelope.AuthenticatorEntry.CODEC.minSize();
      byte[] changed = whole.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      try {
        Envelope envelope = Envelope.CODEC.decoded(Bytes.of(changed));
        if (!othersEntry) {
          assertRejected(envelope, FIRST, "bit " + bit);
        }
      } catch (MalformedInput e) {
        assertThat(e.getMessage()).as("not even an envelope").isNotBlank();
      }
    }
  }

  @Example
  void codesOfAnotherChainAreRejected() {
    Envelope elsewhere = sealed(new Whisper("x"), Hash.of(Bytes.utf8("another chain")));
    assertRejected(elsewhere, FIRST, "made for another chain");
  }

  /** A vote has to convince third parties: codes of anybody are not enough. */
  @Example
  void whatHasToBeSignedIsRejected() {
    Notice notice = Notice.of(Bytes.utf8("a vote"), STRANGER.publicKey(), Signature.NONE);
    assertRejected(sealed(notice, CHAIN), FIRST, "a notice must be signed");
  }

  @Example
  void whoAcceptsSignaturesAloneRejectsCodes() {
    Authenticator signatures = new Authenticator(CHAIN, SCHEME, REGISTRY);
    assertThat(signatures.authenticate(sealed(new Whisper("x"), CHAIN)))
        .isInstanceOf(AuthenticationResult.Rejected.class);
    Envelope signed = Envelope.seal(SCHEME, CHAIN, SENDER, new Whisper("x"));
    assertThat(read(signed, FIRST)).isInstanceOf(AuthenticationResult.Verified.class);
    Envelope bare = new Envelope(signed.code(), signed.sender(), signed.body(), Signature.NONE);
    assertRejected(bare, FIRST, "neither signed nor under a code");
  }

  /** A node that relays an envelope can see what it is about without being able to check it. */
  @Example
  void theInsideCanBeSeenWithoutBeingChecked() {
    Whisper message = new Whisper("what is said");
    Envelope inside = sealed(message, CHAIN).inner();
    assertThat(inside.code()).isEqualTo(Whisper.TYPE.code());
    assertThat(inside.sender()).isEqualTo(SENDER.publicKey());
    assertThat(Whisper.TYPE.decoder().apply(inside)).isEqualTo(message);
    assertThat(inside.inner()).isSameAs(inside);
    Envelope nothing =
        new Envelope(Envelope.MAC_CODE, SENDER.publicKey(), Bytes.EMPTY, Signature.NONE);
    assertMalformed(nothing::inner);
  }

  /** PBFT-32: a code for each member that a chain may have, and no ballast behind them. */
  @Example
  void noEnvelopeHasMoreCodesThanAChainHasMembers() {
    for (int entries : new int[] {1_000, 1_001}) {
      List<PublicKey> receivers = Stream.generate(FIRST::publicKey).limit(entries).toList();
      Envelope envelope =
          Envelope.sealWithMacs(MACS, CHAIN, SENDER, new Whisper("synthetic"), receivers);
      assertThat(read(envelope, FIRST) instanceof AuthenticationResult.Verified)
          .as("%s entries", entries)
          .isEqualTo(entries == 1_000);
    }
  }
}
