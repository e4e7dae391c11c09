package org.medchain.network;

import static org.medchain.data.Codec.BYTES;
import static org.medchain.data.Codec.UINT8;

import java.util.List;
import org.medchain.data.Argument;
import org.medchain.data.Attestation;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MacScheme;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.data.SignatureScheme;

/**
 * The form in which a message travels (NET-1): its kind, its sender, its bytes, the sender's
 * signature over the statement in it.
 *
 * @param code of the {@link MessageType}
 * @param sender the claimed signer
 * @param body the message's canonical encoding
 * @param signature over the message's statement, in the domain of its type
 */
public record Envelope(int code, PublicKey sender, Bytes body, Signature signature)
    implements Encodable {
  public static final Codec<Envelope> CODEC =
      Codec.of(Envelope.class, UINT8, PublicKey.CODEC, BYTES, Signature.CODEC);

  /** Checks the range that the encoding can hold. */
  public Envelope {
    Argument.refuseIf(code < 0 || code > 255, "a message code is 0–255, not %s", code);
  }

  /** Signs {@code message} for {@code chain} and wraps it. */
  public static Envelope seal(SignatureScheme scheme, Hash chain, KeyPair keys, Message message) {
    Bytes signing =
        Attestation.signingBytes(
            message.type().name(), chain, keys.publicKey(), message.statement());
    return new Envelope(
        message.type().code(),
        keys.publicKey(),
        message.encoded(),
        scheme.sign(keys.secretKey(), signing));
  }

  /** The code of an envelope that holds message authentication codes instead of a signature. */
  public static final int MAC_CODE = 3;

  /**
   * Wraps {@code message} with one message authentication code for each receiver (NET-6), and no
   * signature.
   */
  public static Envelope sealWithMacs(
      MacScheme scheme, Hash chain, KeyPair keys, Message message, List<PublicKey> receivers) {
    MacEnvelope sealed = MacEnvelope.seal(scheme, chain, keys, message, receivers);
    return new Envelope(MAC_CODE, keys.publicKey(), sealed.encoded(), Signature.NONE);
  }

  /**
   * The message's own envelope, for a node that relays it and has to know what it is about: this
   * one if it is signed, else what is inside the message authentication codes, none of which is
   * checked.
   *
   * @throws org.medchain.data.MalformedInput if nothing is inside
   */
  public Envelope inner() {
    return code == MAC_CODE ? MacEnvelope.CODEC.decoded(body).inner(sender) : this;
  }

  /** Encoded length in bytes, as sent over a link. */
  public int size() {
    return CODEC.size(this);
  }
}
