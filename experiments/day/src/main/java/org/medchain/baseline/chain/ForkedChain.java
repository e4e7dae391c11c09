package org.medchain.baseline.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.contract.Genesis;
import org.medchain.data.Attestation;
import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.MerkleTree;
import org.medchain.data.SignatureScheme;
import org.medchain.node.ledger.CertificateVerifier;
import org.medchain.node.ledger.InvalidProofException;
import org.medchain.node.light.LightChain;

/**
 * A second history: in the place of a certified block another one without its requests, signed by
 * the real keys of those who collude.
 *
 * @param forged its header
 * @param votes what they can sign for it
 */
record ForkedChain(Header forged, QuorumCertificate votes) {
  private static final SignatureScheme SCHEME = new Ed25519();

  /** In the place of the head of a client's chain. */
  static ForkedChain instead(Header head, QuorumCertificate genuine, Hash chain, List<KeyPair> by) {
    Header forged = over(head, head.previous(), MerkleTree.rootOf(List.of()), 0);
    Bytes said = QuorumCertificate.statement(genuine.view(), head.height(), forged.hash());
    List<SignedVote> votes =
        by.stream()
            .map(
                each ->
                    new SignedVote(
                        each.publicKey(),
                        SCHEME.sign(
                            each.secretKey(),
                            Attestation.signingBytes(
                                QuorumCertificate.DOMAIN, chain, each.publicKey(), said))))
            .toList();
    return new ForkedChain(
        forged, new QuorumCertificate(genuine.view(), head.height(), forged.hash(), votes));
  }

  /** A header with another parent and other requests, and all else the same. */
  static Header over(Header was, Hash previous, Hash root, int count) {
    return new Header(
        was.version(),
        previous,
        was.timestampMs(),
        root,
        count,
        was.height(),
        was.stateRoot(),
        was.receiptsRoot(),
        was.difficulty(),
        was.randomString());
  }

  /** Why a newcomer that asks only those who collude does not believe it; nothing if it does. */
  Optional<String> newcomersDoubt(
      LightChain told, Genesis genesis, CertificateVerifier certificates) {
    List<Header> headers =
        new ArrayList<>(
            LongStream.range(1, forged.height())
                .mapToObj(height -> told.headerAt(height).orElseThrow())
                .toList());
    headers.add(forged);
    try {
      new LightChain(genesis, certificates).append(headers, votes);
      return Optional.empty();
    } catch (InvalidProofException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Whether a quorum's signatures stand under two blocks of one height, which convicts it. */
  boolean convicts(
      Header genuine,
      Certificate certificate,
      MembershipHistory members,
      CertificateVerifier certificates) {
    return genuine.height() == forged.height()
        && !genuine.equals(forged)
        && certificates.findError(genuine, certificate, members).isEmpty()
        && certificates.findError(forged, votes, members).isEmpty();
  }
}
