package org.medchain.node.center;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;

/**
 * A subject as an X.500 name: O = its name, OU = its role, CN = its ledger key in hexadecimal
 * digits (decision 0152). Only the very bytes that would be written are read.
 */
final class SubjectName {
  private SubjectName() {}

  static X500Name of(CertificateSubject subject) {
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.O, new DERUTF8String(subject.name()))
        .addRDN(BCStyle.OU, new DERUTF8String(subject.role().name()))
        .addRDN(BCStyle.CN, new DERUTF8String(subject.key().value().toHex()))
        .build();
  }

  /** The subject of a name in DER. */
  static CertificateSubject read(byte[] encoding) throws RefusedException {
    try {
      X500Name name = X500Name.getInstance(encoding);
      RDN[] parts = name.getRDNs();
      if (parts.length == 3) {
        CertificateSubject subject =
            new CertificateSubject(
                new PublicKey(Bytes.fromHex(text(parts[2]))),
                PeerRole.valueOf(text(parts[1])),
                text(parts[0]));
        if (Bytes.of(of(subject).getEncoded()).equals(Bytes.of(encoding))) {
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
    throw new IllegalArgumentException("a part of it is no text in UTF-8");
  }
}
