package org.medchain.consensus.pbft.message;

import java.util.ArrayList;
import java.util.List;
import org.medchain.data.Attestation;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/**
 * The sender's last stable checkpoint, for a replica that requests discarded blocks: from this
 * checkpoint it can fetch the state (PBFT-17).
 *
 * @param certificate of the checkpoint
 * @param tip the block there with its own certificate
 * @param proofs of the members' changes that the receiver may have missed, oldest first
 */
public record StableCheckpoint(
    CheckpointCertificate certificate, DecidedBlock tip, List<EpochProof> proofs)
    implements Message {
  /** The kind of message. */
  public static final MessageType TYPE =
      PbftMessages.type(21, "stable-checkpoint", StableCheckpoint::decode);

  /**
   * The end of an epoch, certified by its members: names those of the next one.
   *
   * @param certificate of the epoch's last checkpoint
   * @param digest the content of the checkpoint's context hash: the next epoch
   */
  public record EpochProof(
      CheckpointCertificate certificate, CheckpointContext.ContextDigest digest)
      implements Encodable {
    public static final int MIN_SIZE = Checkpoint.SIZE + 1 + Epoch.MIN_SIZE + Hash.SIZE;

    /** Refuses a digest that the certificate does not sign. */
    public EpochProof {
      if (!digest.hash().equals(certificate.checkpoint().context())) {
        throw new MalformedInput("the digest is not the one that the checkpoint names");
      }
    }

    public static EpochProof decode(Decoder in) {
      return new EpochProof(
          CheckpointCertificate.decode(in), CheckpointContext.ContextDigest.decode(in));
    }

    @Override
    public void encode(Encoder out) {
      out.value(certificate).value(digest);
    }

    /**
     * Extends {@code known} by the epoch that begins here, if it names the last of them by hash.
     *
     * @return {@code known} itself if this proves nothing new
     */
    public Epochs extend(Epochs known) {
      return extendsEpoch(known.current()) ? known.with(digest.current()) : known;
    }

    /** Whether the members of {@code ended} end it here and name those of the next. */
    public boolean extendsEpoch(Epoch ended) {
      Epoch next = digest.current();
      return next.first() == certificate.checkpoint().height() + 1
          && next.follows(ended)
          && certificate.suffices(ended.members());
    }
  }

  /** Copies the list. */
  public StableCheckpoint {
    proofs = List.copyOf(proofs);
  }

  static StableCheckpoint decode(Decoder in) {
    return new StableCheckpoint(
        CheckpointCertificate.decode(in),
        DecidedBlock.decode(in),
        in.list(EpochProof.MIN_SIZE, EpochProof::decode));
  }

  @Override
  public MessageType type() {
    return TYPE;
  }

  @Override
  public void encode(Encoder out) {
    out.value(certificate).value(tip).list(proofs);
  }

  @Override
  public void encodeStatement(Encoder out) {
    // All its content is self-certifying; the sender only relays it.
    out.value(certificate.checkpoint()).hash(tip.block().hash());
  }

  @Override
  public List<Attestation> nested() {
    List<Attestation> all = new ArrayList<>(certificate.attestations());
    all.addAll(tip.nested());
    proofs.forEach(proof -> all.addAll(proof.certificate().attestations()));
    return all;
  }
}
