package org.medchain.consensus.pbft;

import java.util.List;
import java.util.function.Function;
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
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
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

    /** Exact for the entries of every block. */
    @Override
    default int expectedSize() {
      return switch (this) {
        case ProposalSent entry -> 1 + entry.proposal().expectedSize();
        case ProposalAccepted entry -> 1 + entry.proposal().expectedSize() + SignedVote.SIZE;
        case BlockPrepared entry -> 1 + entry.certificate().expectedSize();
        case BlockDecided entry -> 1 + entry.block().expectedSize();
        case BlockContent entry -> 1 + entry.block().expectedSize();
        case BlockCertified entry -> 1 + entry.certificate().expectedSize();
        default -> Encodable.super.expectedSize();
      };
    }

    /** Which entry it is, then its parts. */
    @Override
    default void encode(Encoder out) {
      switch (this) {
        case ProposalSent entry -> out.uint8(1).value(entry.proposal());
        case ProposalAccepted entry -> out.uint8(2).value(entry.proposal()).value(entry.primary());
        case BlockPrepared entry -> out.uint8(3).value(entry.certificate());
        case ViewLeft entry -> out.uint8(4).value(entry.change());
        case NewViewSent entry -> out.uint8(5).value(entry.newView());
        case ViewEntered entry -> out.uint8(6).value(entry.newView());
        case BlockDecided entry -> out.uint8(7).value(entry.block());
        case CheckpointBase entry ->
            out.uint8(8)
                .value(entry.certificate())
                .value(entry.tip())
                .bytes(entry.context())
                .list(entry.proofs())
                .list(entry.records());
        case BlockContent entry -> out.uint8(9).value(entry.block());
        case BlockCertified entry -> out.uint8(10).value(entry.certificate());
        case VotesForgotten entry -> out.uint8(11);
        case EpochRecovered entry -> out.uint8(12).value(entry.proof()).list(entry.reports());
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
    return Decoder.decode(entry, WriteAheadLog::decode);
  }

  private static LogRecord decode(Decoder in) {
    int kind = in.uint8();
    Function<Decoder, LogRecord> reader =
        switch (kind) {
          case 1 -> body -> new LogRecord.ProposalSent(PrePrepare.decode(body));
          case 2 ->
              body ->
                  new LogRecord.ProposalAccepted(PrePrepare.decode(body), SignedVote.decode(body));
          case 3 -> body -> new LogRecord.BlockPrepared(PreparedCertificate.decode(body));
          case 4 -> body -> new LogRecord.ViewLeft(ViewChange.decode(body));
          case 5 -> body -> new LogRecord.NewViewSent(NewView.decode(body));
          case 6 -> body -> new LogRecord.ViewEntered(Envelope.decode(body));
          case 7 -> body -> new LogRecord.BlockDecided(DecidedBlock.decode(body));
          case 8 ->
              body ->
                  new LogRecord.CheckpointBase(
                      CheckpointCertificate.decode(body),
                      DecidedBlock.decode(body),
                      body.bytes(),
                      body.list(EpochProof.MIN_SIZE, EpochProof::decode),
                      body.list(1, WriteAheadLog::decode));
          case 9 -> body -> new LogRecord.BlockContent(Block.decode(body));
          case 10 -> body -> new LogRecord.BlockCertified(QuorumCertificate.decode(body));
          case 11 -> body -> new LogRecord.VotesForgotten();
          case 12 ->
              body ->
                  new LogRecord.EpochRecovered(
                      EpochProof.decode(body), body.list(1, ViewChange::decode));
          default -> throw new MalformedInput("no log entry has the kind " + kind);
        };
    return reader.apply(in);
  }
}
