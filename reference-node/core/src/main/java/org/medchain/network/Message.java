package org.medchain.network;

import java.util.List;
import org.medchain.data.Attestation;
import org.medchain.data.Bytes;
import org.medchain.data.ClassConstant;
import org.medchain.data.Encodable;

/**
 * The content of an {@link Envelope}. Its encoding is the envelope's body.
 *
 * <p>By default the sender signs the whole body; a message that carries a large part beside its
 * statement (a proposal and its block) signs only the statement, which must then bind the rest.
 */
public interface Message extends Encodable {
  /**
   * One that no third party ever has to check: message authentication codes may replace the
   * signature. A receiver's code convinces only that receiver, and the sender can deny it.
   */
  interface Deniable extends Message {}

  /** The kinds that the types of message declare. */
  ClassConstant<MessageType> TYPES = new ClassConstant<>("TYPE", MessageType.class);

  /** The kind of message, which fixes code, name and decoder: its class's {@code TYPE}. */
  default MessageType type() {
    return TYPES.of(this);
  }

  /** The bytes that the sender's signature covers. */
  default Bytes statement() {
    return encoded();
  }

  /**
   * The input of a message authentication code, in place of a signature: the statement, or the
   * message's name if it has one that binds all of it. So one hash serves every receiver (Castro
   * and Liskov 1999, §5.3: codes cover digests).
   */
  default Bytes macInput() {
    return statement();
  }

  /** The signed statements of others that this message carries: each is checked on receipt. */
  default List<Attestation> nested() {
    return List.of();
  }
}
