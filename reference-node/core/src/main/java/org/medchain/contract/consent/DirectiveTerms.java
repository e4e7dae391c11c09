package org.medchain.contract.consent;

import org.medchain.data.Argument;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * The content of a directive, except for its duration: its name is the hash of this, so that a
 * reader's directives are found without a list of them (decision 0240).
 *
 * @param owner of the records
 * @param scope which of them
 * @param grantee who may read
 * @param purpose of the reads; not {@link Purpose#BTG}
 */
public record DirectiveTerms(
    PublicKey owner, DirectiveScope scope, Grantee grantee, Purpose purpose) implements Encodable {
  /** Refuses a consent to break the glass, which needs no consent. */
  public DirectiveTerms {
    Argument.refuseIf(!purpose.mayBeGranted(), "no consent is given for %s", purpose);
  }

  /** The directive's id. */
  public Hash id() {
    return Hash.of(encoded());
  }
}
