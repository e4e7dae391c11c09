package org.medchain.network;

import static org.medchain.data.Codec.BYTES;
import static org.medchain.data.Codec.INT64;
import static org.medchain.data.Codec.UINT8;

import java.util.List;
import org.medchain.data.Attestation;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MacScheme;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;

/**
 * A message under an authenticator instead of a signature (Castro and Liskov 1999, §5.3; NET-6):
 * one message authentication code for each receiver. Each receiver can check its own entry and no
 * other, so a faulty sender can make one that holds for some and fails for others.
 *
 * @param code of the message's {@link MessageType}
 * @param body the message's canonical encoding
 * @param entries one for each receiver
 */
record MacEnvelope(int code, Bytes body, List<AuthenticatorEntry> entries) implements Encodable {
  /** As many as a chain has members at most (PBFT-32): more would only fill memory. */
  private static final int MAX_ENTRIES = 1_000;

  static final Codec<MacEnvelope> CODEC =
      Codec.of(MacEnvelope.class, UINT8, BYTES, AuthenticatorEntry.CODEC.list(MAX_ENTRIES));

  /**
   * The code that one receiver can check.
   *
   * @param receiver the first eight bytes of its key
   * @param tag the message authentication code
   */
  record AuthenticatorEntry(long receiver, Bytes tag) implements Encodable {
    static final Codec<AuthenticatorEntry> CODEC =
        Codec.of(AuthenticatorEntry.class, INT64, Codec.raw(MacScheme.SIZE));
  }

  MacEnvelope {
    entries = List.copyOf(entries);
  }

  static MacEnvelope seal(
      MacScheme scheme, Hash chain, KeyPair keys, Message message, List<PublicKey> receivers) {
    Bytes content = content(chain, keys.publicKey(), message);
    List<AuthenticatorEntry> entries =
        receivers.stream()
            .map(each -> new AuthenticatorEntry(number(each), scheme.tag(keys, each, content)))
            .toList();
    return new MacEnvelope(message.type().code(), message.encoded(), entries);
  }

  /** The message's own envelope, which is unsigned. */
  Envelope inner(PublicKey sender) {
    return new Envelope(code, sender, body, Signature.NONE);
  }

  /**
   * Whether the entry for the holder of these keys is there and holds: only the first one for any
   * of them counts, so that a faulty sender cannot cause many checks.
   */
  boolean verifiesFor(
      MacScheme scheme, Hash chain, List<KeyPair> own, PublicKey sender, Message message) {
    for (AuthenticatorEntry entry : entries) {
      for (KeyPair keys : own) {
        if (number(keys.publicKey()) == entry.receiver()) {
          return entry.tag().equals(scheme.tag(keys, sender, content(chain, sender, message)));
        }
      }
    }
    return false;
  }

  private static Bytes content(Hash chain, PublicKey sender, Message message) {
    return Attestation.signingBytes(message.type().name(), chain, sender, message.macInput());
  }

  private static long number(PublicKey key) {
    return Decoder.decode(key.value().slice(0, 8), Decoder::int64);
  }
}
