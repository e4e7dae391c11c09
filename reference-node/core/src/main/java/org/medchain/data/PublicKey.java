package org.medchain.data;

/**
 * The public half of a participant's key pair, 32 bytes; in this chain it is the participant's name
 * (paper §3.1: PatientPK, DoctorPk).
 *
 * @param value the 32 bytes of an Ed25519 key, or of a symbolic key of the simulation
 */
public record PublicKey(Bytes value) implements Encodable, Comparable<PublicKey> {
  /** Length in bytes. */
  public static final int SIZE = 32;

  /** The 32 bytes. */
  public static final Codec<PublicKey> CODEC =
      Codec.fixed(SIZE, Encoder::value, PublicKey::decode).named("key");

  public PublicKey {
    Argument.refuseIf(value.size() != SIZE, "a public key has 32 bytes, not %s", value.size());
  }

  /** Reads the 32 bytes. */
  public static PublicKey decode(Decoder in) {
    return new PublicKey(in.raw(SIZE));
  }

  @Override
  public void encode(Encoder out) {
    out.raw(value);
  }

  /** The first eight digits, for logs and golden files. */
  public String brief() {
    return value.toHex().substring(0, 8);
  }

  @Override
  public int compareTo(PublicKey other) {
    return value.compareTo(other.value);
  }

  // Written out, as every message is looked up by its sender: a record's own go through handles.
  @Override
  public boolean equals(Object other) {
    return other instanceof PublicKey that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value.toHex();
  }
}
