package org.medchain.incentive;

import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * A holder of points: a participant, its bond, or an escrow that has no owner while it waits.
 *
 * @param kind of account
 * @param name 32 bytes, unique within the kind
 */
public record Account(AccountKind kind, Bytes name) {
  /** The kinds of account. Codes are part of the state's format. */
  public enum AccountKind {
    /** A participant's, named by its public key. */
    PARTICIPANT(1),
    /** Points locked for a purpose, named by its hash. */
    ESCROW(2),
    /** A participant's bond, named by its public key (decision 0124). */
    BOND(3);

    private final int code;

    AccountKind(int code) {
      this.code = code;
    }
  }

  /** The account of a participant. */
  public static Account of(PublicKey participant) {
    return new Account(AccountKind.PARTICIPANT, participant.value());
  }

  /** The account of the points that are locked for {@code purpose}. */
  public static Account escrow(Hash purpose) {
    return new Account(AccountKind.ESCROW, purpose.toBytes());
  }

  /** The account of a participant's bond, from which only penalties and the exit take. */
  public static Account bondOf(PublicKey participant) {
    return new Account(AccountKind.BOND, participant.value());
  }

  /** The state key of the balance. */
  public Bytes key() {
    return new Encoder().uint8(PointLedger.ACCOUNT).uint8(kind.code).raw(name).toBytes();
  }
}
