package org.medchain.consensus.inspection;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.ChainParameters.RecoveryTrust;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.Epochs;
import org.medchain.consensus.pbft.message.MembershipProof;
import org.medchain.consensus.pbft.message.StableCheckpoint.EpochProof;
import org.medchain.data.Attestation;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.SignatureScheme;
import org.medchain.network.Membership;

/**
 * The members that decide each height, from the genesis block to today, as the certificate of each
 * epoch's last checkpoint proves them to third parties (PBFT-21). A light client or a following
 * node knows the members from it. Immutable.
 */
public final class MembershipHistory {
  /**
   * The end of an epoch.
   *
   * @param height of its last block
   * @param block hash of that block's header
   * @param stateRoot of the state after it
   */
  public record EpochBoundary(long height, Hash block, Hash stateRoot) {}

  private final Hash chain;
  private final RecoveryTrust trust;
  private final Epochs epochs;
  private final List<EpochProof> proofs;

  private MembershipHistory(
      Hash chain, RecoveryTrust trust, Epochs epochs, List<EpochProof> proofs) {
    this.chain = chain;
    this.trust = trust;
    this.epochs = epochs;
    this.proofs = List.copyOf(proofs);
  }

  /** Knows only the members at the genesis block. */
  public static MembershipHistory of(ChainParameters parameters, Membership members) {
    Hash chain = parameters.chain();
    return new MembershipHistory(
        chain, parameters.recoveries(), Epochs.of(chain, members), List.of());
  }

  /** A history that an own replica has verified: its certificates are not checked again. */
  public MembershipHistory with(MembershipProof introduction) {
    MembershipHistory known = this;
    for (EpochProof proof : introduction.proofs()) {
      known = known.extended(proof);
    }
    return known;
  }

  /**
   * The result of a proof from an untrusted sender; this if it proves nothing new.
   *
   * @throws MalformedInput if it is not a proof, or a signature in it is invalid
   * @throws UnacceptedRecoveryException if the center signed it, and the owner has to decide
   */
  public MembershipHistory with(Bytes proof, SignatureScheme scheme) {
    EpochProof read = Decoder.decode(proof, EpochProof.CODEC::decode);
    for (Attestation vote : read.certificate().attestations()) {
      if (!vote.holds(scheme, chain)) {
        throw new MalformedInput("a CHECKPOINT is not signed by " + vote.signer().brief());
      }
    }
    Optional<String> unaccepted = read.unaccepted(epochs, trust);
    if (unaccepted.isPresent()) {
      throw new UnacceptedRecoveryException(unaccepted.get());
    }
    return extended(read);
  }

  private MembershipHistory extended(EpochProof proof) {
    Epochs next = proof.extend(epochs, trust);
    if (next.equals(epochs)) {
      return this;
    }
    List<EpochProof> more = Stream.concat(proofs.stream(), Stream.of(proof)).toList();
    return new MembershipHistory(chain, trust, next, more);
  }

  Epochs epochs() {
    return epochs;
  }

  /** The number of the last epoch known, from 0. */
  public int current() {
    return epochs.epochs().size() - 1;
  }

  /** The members of an epoch known. */
  public Membership members(int epoch) {
    return epochs.epochs().get(epoch).members();
  }

  /** The lowest height that an epoch known decides. */
  public long first(int epoch) {
    return epochs.epochs().get(epoch).first();
  }

  /** How an epoch ended that is not the last known. */
  public EpochBoundary endOf(int epoch) {
    Checkpoint last = proofs.get(epoch).certificate().checkpoint();
    return new EpochBoundary(last.height(), last.block(), last.stateRoot());
  }

  /** The proof that ended an epoch, for a client that does not know it; not of the last epoch. */
  public Bytes proof(int epoch) {
    return proofs.get(epoch).encoded();
  }

  /**
   * Whether a quorum of the members responsible for its height made the certificate; the signatures
   * are not checked.
   */
  public boolean proves(Certificate certificate) {
    return epochs.proves(certificate);
  }
}
