package org.medchain.consensus.pbft.message;

import java.util.ArrayList;
import java.util.List;
import org.medchain.data.Attestation;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
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
   * @param summary the content of the checkpoint's context hash
   */
  public record EpochProof(
      CheckpointCertificate certificate, CheckpointContext.ContextSummary summary)
      implements Encodable {
    public static final int MIN_SIZE = Checkpoint.SIZE + 1;

    /** Refuses a summary that the certificate does not sign. */
    public EpochProof {
      if (!summary.hash().equals(certificate.checkpoint().context())) {
        throw new MalformedInput("the summary is not the one that the checkpoint names");
      }
    }

    public static EpochProof decode(Decoder in) {
      return new EpochProof(
          CheckpointCertificate.decode(in), CheckpointContext.ContextSummary.decode(in));
    }

    @Override
    public void encode(Encoder out) {
      out.value(certificate).value(summary);
    }

    /**
     * Extends {@code known} by the epoch that begins here.
     *
     * @return {@code known} itself if this proves nothing new
     */
    public Epochs extend(Epochs known) {
      long height = certificate.checkpoint().height();
      Epochs next = summary.epochs();
      boolean isNext =
          next.epochs().size() == known.epochs().size() + 1
              && next.current().first() == height + 1
              && next.epochs().subList(0, known.epochs().size()).equals(known.epochs());
      return isNext && certificate.suffices(known.current().members()) ? next : known;
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
