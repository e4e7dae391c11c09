package org.medchain.data;

/**
 * What executing one transaction gave; its root stands in a later header, so that a client can be
 * shown that its request had this result.
 *
 * @param request the transaction's request
 * @param code 0 for success, else the reason's number, given by the contract layer
 * @param output the operation's result, in the contract layer's encoding
 */
public record Receipt(RequestId request, int code, Bytes output) implements Encodable {
  /** The least encoded size in bytes. */
  public static final int MIN_SIZE = RequestId.SIZE + 2;

  /** The code of success. */
  public static final int OK = 0;

  /** Checks the range that the encoding can hold. */
  public Receipt {
    if (code < 0 || code > 255) {
      throw new IllegalArgumentException("a receipt's code is 0–255, not " + code);
    }
  }

  /** Reads what {@link #encode} wrote. */
  public static Receipt decode(Decoder in) {
    return new Receipt(RequestId.decode(in), in.uint8(), in.bytes());
  }

  @Override
  public void encode(Encoder out) {
    out.value(request).uint8(code).bytes(output);
  }

  @Override
  public int expectedSize() {
    return RequestId.SIZE + 1 + Encoder.sizeOf(output);
  }

  /** Whether the operation had its effect. */
  public boolean succeeded() {
    return code == OK;
  }
}
