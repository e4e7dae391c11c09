package org.medchain.network;

/**
 * A receiver's judgement on a decoded message before any signature in it is checked (NET-7): form,
 * role, membership, sizes and counts are cheap, signatures are not.
 */
public sealed interface Screening {
  /** Whether the message may change something, if its signatures hold. */
  static Screening of(boolean isNeeded) {
    return isNeeded ? new Needed() : new Unneeded();
  }

  /** The message's signatures are to be checked. */
  record Needed() implements Screening {}

  /** The message may be dropped without a word. */
  record Unneeded() implements Screening {}

  /**
   * The message is rejected, whether or not its signatures hold.
   *
   * @param kind the class of the fault
   * @param reason the fault, in one line
   */
  record Unsound(RejectionReason kind, String reason) implements Screening {
    /** Of a message that violates the protocol. */
    public Unsound(String reason) {
      this(RejectionReason.INVALID, reason);
    }
  }
}
