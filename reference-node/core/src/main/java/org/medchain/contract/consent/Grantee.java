package org.medchain.contract.consent;

import org.medchain.contract.engine.Role;
import org.medchain.data.Argument;
import org.medchain.data.Code;
import org.medchain.data.Encodable;
import org.medchain.data.PublicKey;

/** Whom a directive lets read (CON-30). */
public sealed interface Grantee extends Encodable {
  /**
   * One participant.
   *
   * @param key its name
   */
  @Code(1)
  record Party(PublicKey key) implements Grantee {}

  /**
   * All participants of a role, later ones as well.
   *
   * @param role not the center's, which reads no records
   */
  @Code(2)
  record AnyOf(Role role) implements Grantee {
    /** Refuses the center. */
    public AnyOf {
      Argument.refuseIf(role == Role.REGULATORY_CENTER, "the regulatory center reads no records");
    }
  }
}
