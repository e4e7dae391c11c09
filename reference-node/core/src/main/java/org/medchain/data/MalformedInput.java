package org.medchain.data;

/**
 * Bytes that are not a canonical encoding of the expected type; the message names the fault and its
 * place.
 */
public final class MalformedInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An input that is wrong for {@code reason}. */
  public MalformedInput(String reason) {
    super(reason);
  }

  /** An input whose decoded parts were refused by the type that they should have made. */
  public MalformedInput(String reason, Throwable cause) {
    super(reason, cause);
  }
}
