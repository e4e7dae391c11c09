package org.medchain.baseline.witnessed;

import org.medchain.baseline.ThirdPartyProof;
import org.medchain.baseline.log.LogTrust;
import org.medchain.baseline.log.TileLog;
import org.medchain.baseline.witnessed.LoggedRow.LoggedVersion;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;
import org.medchain.data.InclusionProof;
import org.medchain.data.MalformedInput;

/**
 * What a third party gets beside a record: where its hash is in the log, and the cosigned
 * checkpoint. It proves that this version was logged, not that none followed: for that one looks
 * for its tag in the log.
 */
record LogEvidence(Bytes salt, String tag, int version, InclusionProof inclusion, String note)
    implements Encodable {
  static LogEvidence of(ThirdPartyProof proof) {
    return Codec.of(LogEvidence.class).decoded(proof.evidence());
  }

  /** Offline, with the trust root alone. */
  static boolean accepts(ThirdPartyProof proof, LogTrust trust) {
    try {
      LogEvidence told = of(proof);
      Bytes entry = new LoggedVersion(told.salt, told.version, proof.record()).entry(told.tag);
      return trust
          .accept(told.note)
          .filter(at -> told.inclusion.proves(TileLog.leaf(entry), at.root(), at.size()))
          .isPresent();
    } catch (MalformedInput e) {
      return false;
    }
  }
}
