package org.medchain.baseline.postgres;

import java.security.SecureRandom;
import java.util.List;
import java.util.function.Function;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.RecordVersion;
import org.medchain.baseline.ThirdPartyProof;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Ed25519;
import org.medchain.data.Encodable;
import org.medchain.data.KeyPair;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.node.identity.Identity;

/**
 * What an operator can give a third party: a record and its versions, signed. It proves that the
 * operator says so, no more: one that lies signs a lie.
 *
 * @param versions the oldest first
 */
record SignedExport(RecordEntry record, List<RecordVersion> versions, Signature signature)
    implements Encodable {
  private static final Ed25519 SCHEME = new Ed25519();

  static KeyPair newKey() {
    return Identity.generateLedgerKeys(new SecureRandom());
  }

  static ThirdPartyProof of(RecordEntry record, List<RecordVersion> versions, KeyPair operator) {
    SignedExport made = signed(it -> new SignedExport(record, versions, it), operator);
    return new ThirdPartyProof(record, made.encoded());
  }

  /** A statement whose last field is a signature over those before it. */
  static <T extends Encodable> T signed(Function<Signature, T> statement, KeyPair key) {
    Bytes unsigned = Signature.unsigned(statement.apply(Signature.NONE));
    return statement.apply(SCHEME.sign(key.secretKey(), unsigned));
  }

  static boolean isSigned(Encodable statement, Signature signature, PublicKey key) {
    return SCHEME.verify(key, Signature.unsigned(statement), signature);
  }

  /** Whether the operator said this, and the record's content is the last version's. */
  static boolean accepts(ThirdPartyProof proof, PublicKey operator) {
    try {
      SignedExport read = Codec.of(SignedExport.class).decoded(proof.evidence());
      return read.record.equals(proof.record())
          && !read.versions.isEmpty()
          && read.versions.getLast().content().equals(read.record.content())
          && isSigned(read, read.signature, operator);
    } catch (MalformedInput e) {
      return false; // What a third party was given may be anything.
    }
  }
}
