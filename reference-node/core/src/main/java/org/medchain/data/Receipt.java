package org.medchain.data;

import static org.medchain.data.Codec.BYTES;
import static org.medchain.data.Codec.UINT8;

/**
 * The result of executing one transaction; its root is in a later header, so that a client can be
 * shown that its request had this result.
 *
 * @param request the transaction's request
 * @param code 0 for success, else the reason's number, given by the contract layer
 * @param output the operation's result, in the contract layer's encoding
 */
public record Receipt(RequestId request, int code, Bytes output) implements Encodable {
  /** The encoding over which a header's receipts root is made. */
  public static final Codec<Receipt> CODEC = Codec.of(Receipt.class, RequestId.CODEC, UINT8, BYTES);

  /** The code of success. */
  public static final int OK = 0;

  /** Checks the range that the encoding can hold. */
  public Receipt {
    Argument.refuseIf(code < 0 || code > 255, "a receipt's code is 0–255, not %s", code);
  }

  /** Whether the operation had its effect. */
  public boolean succeeded() {
    return code == OK;
  }
}
