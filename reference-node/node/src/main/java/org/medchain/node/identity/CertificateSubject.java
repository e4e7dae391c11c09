package org.medchain.node.identity;

import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.medchain.data.Argument;
import org.medchain.data.Bytes;
import org.medchain.data.Encodable;
import org.medchain.data.PublicKey;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;

/**
 * Whom a certificate is about (CA-1; decision 0150).
 *
 * @param key its name on the ledger, with which it signs
 * @param role for admission by other processes
 * @param name of the institution or process, for human readers; 1 to {@link #MAX_NAME_SIZE} bytes
 */
public record CertificateSubject(PublicKey key, PeerRole role, String name) implements Encodable {
  /** The longest name in UTF-8 bytes. */
  public static final int MAX_NAME_SIZE = 64;

  public CertificateSubject {
    int size = Bytes.utf8(name).size();
    boolean odd = name.codePoints().anyMatch(Character::isISOControl);
    Argument.refuseIf(
        size < 1 || size > MAX_NAME_SIZE || odd || !name.strip().equals(name),
        "a name has 1 to %s bytes, no control characters and no blanks around it",
        MAX_NAME_SIZE);
  }

  /** The same role and name of another key. */
  public CertificateSubject of(PublicKey other) {
    return new CertificateSubject(other, role, name);
  }

  /**
   * As an X.500 name: O = its name, OU = its role, CN = its ledger key in hexadecimal digits
   * (decision 0150).
   */
  public X500Name x500Name() {
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.O, new DERUTF8String(name))
        .addRDN(BCStyle.OU, new DERUTF8String(role.name()))
        .addRDN(BCStyle.CN, new DERUTF8String(key.value().toHex()))
        .build();
  }

  /** Of a name in DER; only the very bytes that would be written are read. */
  static CertificateSubject ofX500Name(byte[] encoding) throws RefusedException {
    try {
      RDN[] parts = X500Name.getInstance(encoding).getRDNs();
      if (parts.length == 3) {
        CertificateSubject subject =
            new CertificateSubject(
                new PublicKey(Bytes.fromHex(text(parts[2]))),
                PeerRole.valueOf(text(parts[1])),
                text(parts[0]));
        if (Arrays.equals(subject.x500Name().getEncoded(), encoding)) {
          return subject;
        }
      }
      throw new RefusedException(
          "the certificate's subject is not O, OU and CN as the center writes them");
    } catch (IOException | IllegalArgumentException e) {
      throw new RefusedException("the certificate's subject cannot be read: " + e.getMessage());
    }
  }

  private static String text(RDN part) {
    if (part.getFirst().getValue() instanceof ASN1UTF8String text) {
      return text.getString();
    }
    throw new IllegalArgumentException("a part of it is not text in UTF-8");
  }
}
