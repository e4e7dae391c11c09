package org.medchain.node.center;

import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.node.transport.PeerRole;

/**
 * Whom a certificate is about (CA-1; decision 0152).
 *
 * @param key its name on the ledger, with which it signs
 * @param role for admission by other processes
 * @param name of the institution or process, for human readers; 1 to {@link #MAX_NAME_SIZE} bytes
 */
public record CertificateSubject(PublicKey key, PeerRole role, String name) implements Encodable {
  /** The longest name in UTF-8 bytes. */
  public static final int MAX_NAME_SIZE = 64;

  /** Checks the name. */
  public CertificateSubject {
    int size = Bytes.utf8(name).size();
    boolean odd = name.codePoints().anyMatch(Character::isISOControl);
    if (size < 1 || size > MAX_NAME_SIZE || odd || !name.strip().equals(name)) {
      throw new IllegalArgumentException(
          "a name has 1 to "
              + MAX_NAME_SIZE
              + " bytes, no control characters and no blanks around it");
    }
  }

  /** The same role and name of another key. */
  CertificateSubject of(PublicKey other) {
    return new CertificateSubject(other, role, name);
  }

  static CertificateSubject decode(Decoder in) {
    return new CertificateSubject(PublicKey.decode(in), role(in), in.text());
  }

  static PeerRole role(Decoder in) {
    int code = in.uint8();
    for (PeerRole role : PeerRole.values()) {
      if (roleCode(role) == code) {
        return role;
      }
    }
    throw new MalformedInput("no role has the code " + code);
  }

  /** Numbers of the format, independent of the order of the constants. */
  static int roleCode(PeerRole role) {
    return switch (role) {
      case REGULATORY_CENTER -> 1;
      case CONSENSUS_NODE -> 2;
      case FOLLOWING_NODE -> 3;
      case AGENCY -> 4;
      case ENTITY -> 5;
      case LIGHT_CLIENT -> 6;
    };
  }

  @Override
  public void encode(Encoder out) {
    out.value(key).uint8(roleCode(role)).text(name);
  }
}
