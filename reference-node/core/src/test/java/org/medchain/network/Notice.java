package org.medchain.network;

import java.util.List;
import org.medchain.data.Attestation;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;

/** A message with an attachment and a relayed signature; it signs the hash. */
record Notice(Hash signed, Bytes attachment, PublicKey other, Signature others) implements Message {
  static final MessageType TYPE = new MessageType(200, "notice", Notice::decode);

  /** The same in another name, for a second purpose. */
  static final MessageType OTHER_TYPE = new MessageType(201, "other-notice", Notice::decode);

  static final String NESTED = "nested";

  private static Message decode(Envelope envelope) {
    return Decoder.decode(
        envelope.body(), in -> of(in.bytes(), PublicKey.decode(in), Signature.decode(in)));
  }

  static Notice of(Bytes attachment, PublicKey other, Signature others) {
    return new Notice(Hash.of(attachment), attachment, other, others);
  }

  @Override
  public MessageType type() {
    return TYPE;
  }

  @Override
  public void encode(Encoder out) {
    out.bytes(attachment).value(other).value(others);
  }

  @Override
  public Bytes statement() {
    return signed.toBytes();
  }

  @Override
  public List<Attestation> nested() {
    return List.of(new Attestation(NESTED, other, attachment, others));
  }
}
