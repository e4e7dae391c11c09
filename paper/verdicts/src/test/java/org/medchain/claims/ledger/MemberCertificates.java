package org.medchain.claims.ledger;

import java.util.List;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.SignedVote;
import org.medchain.data.Attestation;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.SignatureScheme;

/** Certificates as replicas make them, with real signatures. */
public final class MemberCertificates {
  private MemberCertificates() {}

  /**
   * COMMITs for a header, in the first view.
   *
   * @param chain its identity
   * @param signers consensus nodes; whether they are a quorum is the caller's to decide
   */
  public static QuorumCertificate of(
      SignatureScheme scheme, Hash chain, Header header, List<KeyPair> signers) {
    Bytes statement = QuorumCertificate.statement(0, header.height(), header.hash());
    List<SignedVote> votes =
        signers.stream().map(each -> vote(scheme, chain, each, statement)).toList();
    return new QuorumCertificate(0, header.height(), header.hash(), votes);
  }

  private static SignedVote vote(
      SignatureScheme scheme, Hash chain, KeyPair signer, Bytes statement) {
    Bytes signing =
        Attestation.signingBytes(QuorumCertificate.DOMAIN, chain, signer.publicKey(), statement);
    return new SignedVote(signer.publicKey(), scheme.sign(signer.secretKey(), signing));
  }
}
