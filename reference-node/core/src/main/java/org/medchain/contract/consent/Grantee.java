package org.medchain.contract.consent;

import org.medchain.contract.engine.Role;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;

/** Whom a directive lets read (CON-30). */
public sealed interface Grantee extends Encodable {
  /**
   * One participant.
   *
   * @param key its name
   */
  record Party(PublicKey key) implements Grantee {
    @Override
    public void encode(Encoder out) {
      out.uint8(1).value(key);
    }
  }

  /**
   * All participants of a role, later ones as well.
   *
   * @param role not the center's, which reads no records
   */
  record AnyOf(Role role) implements Grantee {
    /** Refuses the center. */
    public AnyOf {
      if (role == Role.REGULATORY_CENTER) {
        throw new IllegalArgumentException("the regulatory center reads no records");
      }
    }

    @Override
    public void encode(Encoder out) {
      out.uint8(2).uint8(role.code());
    }
  }

  /** Reads what a grantee wrote. */
  static Grantee decode(Decoder in) {
    int kind = in.uint8();
    return switch (kind) {
      case 1 -> new Party(PublicKey.decode(in));
      case 2 -> new AnyOf(Role.decode(in));
      default -> throw new MalformedInput("no grantee has the code " + kind);
    };
  }
}
