package org.medchain.consensus.pbft;

import java.util.List;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.pbft.message.CheckpointCertificate;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.consensus.pbft.message.StableCheckpoint.EpochProof;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.consensus.pbft.message.WireFormat;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;
import org.medchain.data.MalformedInput;
import org.medchain.network.Envelope;

/**
 * A replica's write-ahead log: entries become durable before the replica acts on them, so that
 * after a crash it does not contradict its votes (PBFT-18, decision 0071).
 */
public final class WriteAheadLog {
  /** One entry of the durable log. */
  public sealed interface LogRecord extends Encodable {
    /** As primary: this block is the view's only one at its height. */
    record ProposalSent(PrePrepare proposal) implements LogRecord {}

    /** PREPARE for the primary's signed proposal. */
    record ProposalAccepted(PrePrepare proposal, SignedVote primary) implements LogRecord {}

    /** COMMIT for a block that this replica was prepared for. */
    record BlockPrepared(PreparedCertificate certificate) implements LogRecord {}

    /** The views below this VIEW-CHANGE's were left. */
    record ViewLeft(ViewChange change) implements LogRecord {}

    /** As primary: this NEW-VIEW is the view's only one. */
    record NewViewSent(NewView newView) implements LogRecord {}

    /** The view of this NEW-VIEW was entered. */
    record ViewEntered(Envelope newView) implements LogRecord {}

    /** A block was decided. */
    record BlockDecided(DecidedBlock block) implements LogRecord {}

    /** A block was decided that an earlier entry holds, so that its content is written once. */
    record BlockCertified(QuorumCertificate certificate) implements LogRecord {}

    /** The content of a block above the decided ones, which some view may demand. */
    record BlockContent(Block block) implements LogRecord {}

    /** Others hold votes of this key that this log does not have: it votes no more (PBFT-29). */
    record VotesForgotten() implements LogRecord {}

    /** The center begins an epoch over what these reports leave (PBFT-42). */
    record EpochRecovered(EpochProof proof, List<ViewChange> reports) implements LogRecord {
      public EpochRecovered {
        reports = List.copyOf(reports);
      }
    }

    /** A checkpoint became stable; this entry replaces all earlier ones. */
    record CheckpointBase(
        CheckpointCertificate certificate,
        DecidedBlock tip,
        Bytes context,
        List<EpochProof> proofs,
        List<LogRecord> records)
        implements LogRecord {
      public CheckpointBase {
        proofs = List.copyOf(proofs);
        records = List.copyOf(records);
      }
    }

    /** Which entry it is, then its parts. */
    Codec<LogRecord> CODEC =
        Codec.union(
            "log entry",
            variant(1, ProposalSent.class, PrePrepare.CODEC),
            variant(2, ProposalAccepted.class, PrePrepare.CODEC, SignedVote.CODEC),
            variant(3, BlockPrepared.class, PreparedCertificate.CODEC),
            variant(4, ViewLeft.class, ViewChange.CODEC),
            variant(5, NewViewSent.class, NewView.CODEC),
            variant(6, ViewEntered.class, Envelope.CODEC),
            variant(7, BlockDecided.class, DecidedBlock.CODEC),
            variant(
                8,
                CheckpointBase.class,
                CheckpointCertificate.CODEC,
                DecidedBlock.CODEC,
                Codec.BYTES,
                EpochProof.CODEC.list(),
                nested().list()),
            variant(9, BlockContent.class, WireFormat.BLOCK),
            variant(10, BlockCertified.class, QuorumCertificate.CODEC),
            variant(11, VotesForgotten.class),
            variant(12, EpochRecovered.class, EpochProof.CODEC, ViewChange.CODEC.list()));

    private static <R extends Record & LogRecord> Codec.Variant<R> variant(
        int code, Class<R> type, Codec<?>... fields) {
      return Codec.variant(code, type, Codec.of(type, fields));
    }

    /** An entry in an entry. */
    private static Codec<LogRecord> nested() {
      return Codec.of(
          1,
          entry -> LogRecord.CODEC.size(entry),
          (out, entry) -> LogRecord.CODEC.encode(out, entry),
          in -> LogRecord.CODEC.decode(in));
    }
  }

  private WriteAheadLog() {}

  /**
   * Reads an entry back.
   *
   * @throws MalformedInput if it is malformed: the log is damaged
   */
  public static LogRecord decodeRecord(Bytes entry) {
    return LogRecord.CODEC.decoded(entry);
  }
}
