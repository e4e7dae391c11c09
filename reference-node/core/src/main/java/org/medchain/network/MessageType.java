package org.medchain.network;

import java.util.function.Function;
import org.medchain.data.Codec;

/**
 * A kind of message. Codes are part of the wire format: never reused, never renumbered.
 *
 * @param code 0–255, unique in a {@link MessageRegistry}
 * @param name the literature's name, which is also the {@link org.medchain.data.Attestation} domain
 * @param decoder from an envelope with this code to the message; total up to {@link
 *     org.medchain.data.MalformedInput}
 */
public record MessageType(int code, String name, Function<Envelope, Message> decoder) {
  /** A kind whose body is the message's encoding. */
  public static MessageType of(int code, String name, Class<? extends Message> message) {
    return new MessageType(code, name, envelope -> Codec.of(message).decoded(envelope.body()));
  }
}
