package org.medchain.client.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.application.HeaderChain;
import org.medchain.application.RecordVerifier;
import org.medchain.consensus.ChainParameters.RecoveryTrust;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.consensus.inspection.UnacceptedRecoveryException;
import org.medchain.consensus.pbft.message.StableCheckpoint.EpochProof;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;
import org.medchain.node.ledger.CertificateVerifier;

/**
 * Checks a {@link RecordProof} without a node (PROC-7).
 *
 * @param center its public key, from a source that the checker trusts
 * @param scheme in which all sign
 * @param accepted recoveries of the chain that the checker accepts (PBFT-42)
 */
public record ProofVerifier(PublicKey center, SignatureScheme scheme, List<Hash> accepted) {
  public ProofVerifier {
    accepted = List.copyOf(accepted);
  }

  public ProofVerifier(PublicKey center, SignatureScheme scheme) {
    this(center, scheme, List.of());
  }

  /** The fault of a proof; nothing if the record was uploaded by its patient and accepted. */
  public Optional<String> flawIn(RecordProof proof) {
    try {
      return chainFlaw(proof).or(() -> recordFlaw(proof));
    } catch (MalformedInput | UnacceptedRecoveryException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** The headers are decided by the members that follow from the center's word. */
  private Optional<String> chainFlaw(RecordProof proof) {
    if (!proof.genesis().isBy(center, scheme)) {
      return Optional.of("the center with this key did not sign this genesis");
    }
    MembershipHistory members =
        proof.genesis().members(new RecoveryTrust(Optional.of(center), trusted(proof.epochs())));
    for (Bytes epoch : proof.epochs()) {
      members = members.with(epoch, scheme);
    }
    List<Header> headers = proof.headers();
    if (headers.isEmpty()) {
      return Optional.of("there are no headers");
    }
    return new CertificateVerifier(RecordProof.PROTOCOL, proof.genesis().chain(), scheme)
        .findError(headers.get(headers.size() - 1), proof.certificate(), members);
  }

  /** The accepted hashes of a recovery: the center's statement and the end of its epoch. */
  private List<Hash> trusted(List<Bytes> epochs) {
    List<Hash> trusted = new ArrayList<>();
    for (int i = 1; i < epochs.size(); i++) {
      EpochProof begin = Decoder.decode(epochs.get(i - 1), EpochProof.CODEC::decode);
      EpochProof end = Decoder.decode(epochs.get(i), EpochProof.CODEC::decode);
      if (accepted.contains(begin.idWith(end))) {
        trusted.addAll(List.of(begin.id(), end.id()));
      }
    }
    return trusted;
  }

  /** The upload is under these headers, signed by the patient, and was accepted. */
  private Optional<String> recordFlaw(RecordProof proof) {
    List<Header> headers = proof.headers();
    Hash head = headers.get(headers.size() - 1).hash();
    Transaction upload = proof.acceptance().existence().transaction();
    return HeaderChain.of(headers, head)
        .flawIn(proof.acceptance(), proof.genesis().window())
        .or(() -> new RecordVerifier(scheme, proof.genesis().chain()).flawIn(upload));
  }
}
