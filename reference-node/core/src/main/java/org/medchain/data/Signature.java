package org.medchain.data;

/**
 * A signature, 64 bytes.
 *
 * @param value the 64 bytes
 */
public record Signature(Bytes value) implements Encodable {
  /** Length in bytes. */
  public static final int SIZE = 64;

  /** The placeholder where nothing is signed; no scheme ever makes or accepts it. */
  public static final Signature NONE = new Signature(Bytes.of(new byte[SIZE]));

  public Signature {
    Argument.refuseIf(value.size() != SIZE, "a signature has 64 bytes, not %s", value.size());
  }

  /** The 64 bytes. */
  public static final Codec<Signature> CODEC = Codec.fixed(SIZE, Encoder::value, Signature::decode);

  /** Reads the 64 bytes. */
  public static Signature decode(Decoder in) {
    return new Signature(in.raw(SIZE));
  }

  @Override
  public void encode(Encoder out) {
    out.raw(value);
  }

  /** The encoding of a statement up to its signature, which is its last field. */
  public static Bytes unsigned(Encodable statement) {
    Bytes whole = statement.encoded();
    return whole.slice(0, whole.size() - SIZE);
  }
}
