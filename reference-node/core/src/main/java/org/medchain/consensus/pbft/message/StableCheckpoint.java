package org.medchain.consensus.pbft.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.medchain.consensus.ChainParameters.RecoveryTrust;
import org.medchain.consensus.pbft.message.CheckpointContext.ContextDigest;
import org.medchain.consensus.pbft.message.StableCheckpoint.EpochProof;
import org.medchain.data.Attestation;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
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
  public static final MessageType TYPE =
      MessageType.of(21, "stable-checkpoint", StableCheckpoint.class);

  /**
   * Begins the reason of a replica that refuses one because its owner has not accepted a recovery.
   */
  public static final String RECOVERED = "stable-checkpoint: not accepted here: ";

  /** Begins what the center cannot have signed itself. */
  public static final String ALARM = "ALARM: ";

  /**
   * The end of an epoch, certified by its members: names those of the next one.
   *
   * @param certificate of the epoch's last checkpoint
   * @param digest the content of the checkpoint's context hash: the next epoch
   */
  public record EpochProof(CheckpointCertificate certificate, ContextDigest digest)
      implements Encodable {
    public static final Codec<EpochProof> CODEC = Codec.of(EpochProof.class);

    /** Refuses a digest that the certificate does not sign. */
    public EpochProof {
      if (!digest.hash().equals(certificate.checkpoint().context())) {
        throw new MalformedInput("the digest is not the one that the checkpoint names");
      }
    }

    /**
     * PBFT-42: whether this is the word of that center that a quorum of an epoch's members is lost
     * for good; the signature is not checked. In form a CHECKPOINT over no state, which no member
     * signs. All followers of epochs keep it.
     */
    public boolean isRecoveryBy(PublicKey center) {
      return isBy(center)
          && certificate.checkpoint().stateRoot().equals(Hash.ZERO)
          && digest.current().members().keys().equals(certificate.holders());
    }

    /** Whether only the center signed it: its recovery, or how the epoch of that ended. */
    private boolean isBy(PublicKey center) {
      return certificate.holders().equals(List.of(center));
    }

    /** The id to be accepted here. */
    public Hash id() {
      return Hash.of(encoded());
    }

    /** The name under which a recovery is accepted, together with the end of the center's epoch. */
    public Hash idWith(EpochProof end) {
      return Hash.of(new Encoder().value(this).value(end).toBytes());
    }

    /** The statement of a recovery, for people. */
    public String statement() {
      return String.format(
          Locale.ROOT,
          "the regulatory center has signed that a quorum of the members is lost for good: the"
              + " chain continues above %s, blocks certified above it are void, and from there the"
              + " center decides, until it has named other members",
          end());
    }

    /** The last block of the epoch that is over, for people. */
    public String end() {
      Checkpoint last = certificate.checkpoint();
      return String.format(Locale.ROOT, "block %d (%s)", last.height(), last.block().brief());
    }

    /**
     * Extends {@code known} by the epoch that begins here, if it names the last of them by hash.
     *
     * @return {@code known} itself if this proves nothing new
     */
    public Epochs extend(Epochs known, RecoveryTrust trust) {
      return extendsEpoch(known.current(), trust) ? known.with(digest.current()) : known;
    }

    /**
     * Whether the members of {@code ended} end it here and name those of the next. A statement that
     * only the center signed counts where it was accepted: a key that is stolen later can sign as
     * well.
     */
    public boolean extendsEpoch(Epoch ended, RecoveryTrust trust) {
      return isNextTo(ended)
          && (trust.center().filter(this::isBy).isPresent()
              ? trust.accepted().contains(id())
              : certificate.suffices(ended.members()));
    }

    /** Whether it ends an epoch known here: the last of them, or one as it ended here too. */
    public boolean holds(Epochs known, RecoveryTrust trust) {
      List<Epoch> epochs = known.epochs();
      long number = digest.current().number();
      return number > 0
          && number <= epochs.size()
          && extendsEpoch(epochs.get((int) number - 1), trust)
          && (number == epochs.size() || digest.current().equals(epochs.get((int) number)));
    }

    /**
     * PBFT-42: the warning for the owner, since only the center has signed it and it was not
     * accepted here; empty if it is anything else. A second word on one epoch is an alarm.
     */
    public Optional<String> unaccepted(Epochs known, RecoveryTrust trust) {
      long number = digest.current().number();
      boolean isJudged = number > 0 && number <= known.epochs().size();
      if (!isJudged
          || trust.center().filter(this::isBy).isEmpty()
          || trust.accepted().contains(id())) {
        return Optional.empty();
      }
      Epoch ended = known.epochs().get((int) number - 1);
      boolean isRecovery = isRecoveryBy(trust.center().get());
      boolean isEnd = isNextTo(ended) && ended.members().keys().equals(certificate.holders());
      if (isEnd || (isRecovery && number < known.epochs().size())) {
        return Optional.of(
            ALARM
                + "the center's key has signed that epoch "
                + (number - 1)
                + " ended with "
                + end()
                + ", and another end is known here: two histories are signed");
      }
      return isRecovery && isNextTo(ended) ? Optional.of(statement()) : Optional.empty();
    }

    private boolean isNextTo(Epoch ended) {
      Epoch next = digest.current();
      return next.first() == certificate.checkpoint().height() + 1 && next.follows(ended);
    }
  }

  public StableCheckpoint {
    proofs = List.copyOf(proofs);
  }

  @Override
  public Bytes statement() {
    // All its content is self-certifying; the sender only relays it.
    return new Encoder().value(certificate.checkpoint()).hash(tip.block().hash()).toBytes();
  }

  @Override
  public List<Attestation> nested() {
    List<Attestation> all = new ArrayList<>(certificate.attestations());
    all.addAll(tip.nested());
    proofs.forEach(proof -> all.addAll(proof.certificate().attestations()));
    return all;
  }

  /** PBFT-17: whether members of these epochs made both certificates, for one block. */
  public boolean isSound(Epochs known) {
    Checkpoint checkpoint = certificate.checkpoint();
    return checkpoint.height() > 0
        && certificate.suffices(known.at(checkpoint.height()).members())
        && tip.block().hash().equals(checkpoint.block())
        && tip.block().height() == checkpoint.height()
        && tip.isSound(known);
  }
}
