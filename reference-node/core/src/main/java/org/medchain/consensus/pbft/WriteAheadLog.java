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
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Code;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;
import org.medchain.data.MalformedInput;
import org.medchain.network.Envelope;

/**
 * A replica's write-ahead log: entries become durable before the replica acts on them, so that
 * after a crash it does not contradict its votes (PBFT-18, decision 0070).
 */
public final class WriteAheadLog {
  /** One entry of the durable log. */
  public sealed interface LogRecord extends Encodable {
    /** As primary: this block is the view's only one at its height. */
    @Code(1)
    record ProposalSent(PrePrepare proposal) implements LogRecord {}

    /** PREPARE for the primary's signed proposal. */
    @Code(2)
    record ProposalAccepted(PrePrepare proposal, SignedVote primary) implements LogRecord {}

    /** COMMIT for a block that this replica was prepared for. */
    @Code(3)
    record BlockPrepared(PreparedCertificate certificate) implements LogRecord {}

    /** The views below this VIEW-CHANGE's were left. */
    @Code(4)
    record ViewLeft(ViewChange change) implements LogRecord {}

    /** As primary: this NEW-VIEW is the view's only one. */
    @Code(5)
    record NewViewSent(NewView newView) implements LogRecord {}

    /** The view of this NEW-VIEW was entered. */
    @Code(6)
    record ViewEntered(Envelope newView) implements LogRecord {}

    /** A block was decided. */
    @Code(7)
    record BlockDecided(DecidedBlock block) implements LogRecord {}

    /** A block was decided that an earlier entry holds, so that its content is written once. */
    @Code(10)
    record BlockCertified(QuorumCertificate certificate) implements LogRecord {}

    /** The content of a block above the decided ones, which some view may demand. */
    @Code(9)
    record BlockContent(Block block) implements LogRecord {}

    /** Others hold votes of this key that this log does not have: it votes no more (PBFT-29). */
    @Code(11)
    record VotesForgotten() implements LogRecord {}

    /** The center begins an epoch over what these reports leave (PBFT-42). */
    @Code(12)
    record EpochRecovered(EpochProof proof, List<ViewChange> reports) implements LogRecord {
      public EpochRecovered {
        reports = List.copyOf(reports);
      }
    }

    /** A checkpoint became stable; this entry replaces all earlier ones. */
    @Code(8)
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
  }

  private WriteAheadLog() {}

  /**
   * Reads an entry back.
   *
   * @throws MalformedInput if it is malformed: the log is damaged
   */
  public static LogRecord decodeRecord(Bytes entry) {
    return Codec.of(LogRecord.class).decoded(entry);
  }
}
