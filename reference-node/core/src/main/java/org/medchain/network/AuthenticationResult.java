package org.medchain.network;

import org.medchain.data.PublicKey;

/** The result of an {@link Authenticator} for an envelope. */
public sealed interface AuthenticationResult {
  /**
   * An envelope whose signature and nested signatures all hold. Only an {@link Authenticator} can
   * make one, so a receiver of one need not check, and cannot forget it.
   */
  final class Verified implements AuthenticationResult {
    private final Envelope envelope;
    private final Message message;
    private final int signatures;

    Verified(Envelope envelope, Message message, int signatures) {
      this.envelope = envelope;
      this.message = message;
      this.signatures = signatures;
    }

    /** The envelope as it came. */
    public Envelope envelope() {
      return envelope;
    }

    /** The decoded message. */
    public Message message() {
      return message;
    }

    /** The key that signed. */
    public PublicKey sender() {
      return envelope.sender();
    }

    /** The number of checked signatures, for which a simulated host charges time. */
    public int signatures() {
      return signatures;
    }

    @Override
    public String toString() {
      return "Verified[" + envelope + "]"; // not the address, which no two runs share
    }
  }

  /**
   * An envelope that must be ignored.
   *
   * @param sender the key that it names; nothing shows that its holder sent it
   * @param kind the class of the fault
   * @param reason the fault, in one line
   */
  record Rejected(PublicKey sender, RejectionReason kind, String reason)
      implements AuthenticationResult {}
}
