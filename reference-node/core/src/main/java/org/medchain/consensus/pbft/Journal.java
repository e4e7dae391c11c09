package org.medchain.consensus.pbft;

import java.util.List;
import java.util.function.Function;
import org.medchain.consensus.Outbox;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.Token;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.MalformedInput;
import org.medchain.network.Envelope;

/**
 * What a replica writes down before it acts on it, so that after a crash it votes for nothing else
 * than before (PBFT-18, decision 0071).
 */
final class Journal {
  /** One entry of the durable log. */
  sealed interface Entry extends Encodable {
    /** As primary: this block is the view's only one at its height. */
    record Proposed(PrePrepare proposal) implements Entry {}

    /** PREPARE for the primary's signed proposal. */
    record Accepted(PrePrepare proposal, SignedVote primary) implements Entry {}

    /** COMMIT for a block that this replica was prepared for. */
    record Prepared(PreparedCertificate certificate) implements Entry {}

    /** The view under this VIEW-CHANGE was left. */
    record Left(ViewChange change) implements Entry {}

    /** As primary: this NEW-VIEW is the view's only one. */
    record Opened(NewView newView) implements Entry {}

    /** The view of this NEW-VIEW was entered. */
    record Entered(Envelope newView) implements Entry {}

    /** A block was decided. */
    record Decided(DecidedBlock block) implements Entry {}

    /** A block was decided that an entry before has, so that its content is written once. */
    record Certified(QuorumCertificate certificate) implements Entry {}

    /** The content of a block above the decided ones, which some view may demand. */
    record Content(Block block) implements Entry {}

    /**
     * A checkpoint became stable; what stands before is replaced by this and what still matters.
     */
    record Base(
        CheckpointCertificate certificate,
        DecidedBlock tip,
        Bytes context,
        List<StableCheckpoint.EpochProof> proofs,
        List<Entry> live)
        implements Entry {
      /** Copies the lists. */
      public Base {
        proofs = List.copyOf(proofs);
        live = List.copyOf(live);
      }
    }

    /** Exact for the entries of every block. */
    @Override
    default int expectedSize() {
      return switch (this) {
        case Proposed entry -> 1 + entry.proposal().expectedSize();
        case Accepted entry -> 1 + entry.proposal().expectedSize() + SignedVote.SIZE;
        case Prepared entry -> 1 + entry.certificate().expectedSize();
        case Decided entry -> 1 + entry.block().expectedSize();
        case Content entry -> 1 + entry.block().expectedSize();
        case Certified entry -> 1 + entry.certificate().expectedSize();
        default -> Encodable.super.expectedSize();
      };
    }

    /** Which entry it is, then its parts. */
    @Override
    default void encode(Encoder out) {
      switch (this) {
        case Proposed entry -> out.uint8(1).value(entry.proposal());
        case Accepted entry -> out.uint8(2).value(entry.proposal()).value(entry.primary());
        case Prepared entry -> out.uint8(3).value(entry.certificate());
        case Left entry -> out.uint8(4).value(entry.change());
        case Opened entry -> out.uint8(5).value(entry.newView());
        case Entered entry -> out.uint8(6).value(entry.newView());
        case Decided entry -> out.uint8(7).value(entry.block());
        case Base entry ->
            out.uint8(8)
                .value(entry.certificate())
                .value(entry.tip())
                .bytes(entry.context())
                .list(entry.proofs())
                .list(entry.live());
        case Content entry -> out.uint8(9).value(entry.block());
        case Certified entry -> out.uint8(10).value(entry.certificate());
      }
    }
  }

  private final Outbox outbox;

  Journal(Outbox outbox) {
    this.outbox = outbox;
  }

  Token write(Entry entry) {
    return outbox.persist(entry.encoded());
  }

  /**
   * Reads an entry back.
   *
   * @throws MalformedInput if it is none: the log is damaged
   */
  static Entry read(Bytes entry) {
    return Decoder.decode(entry, Journal::decode);
  }

  private static Entry decode(Decoder in) {
    int kind = in.uint8();
    Function<Decoder, Entry> reader =
        switch (kind) {
          case 1 -> body -> new Entry.Proposed(PrePrepare.decode(body));
          case 2 -> body -> new Entry.Accepted(PrePrepare.decode(body), SignedVote.decode(body));
          case 3 -> body -> new Entry.Prepared(PreparedCertificate.decode(body));
          case 4 -> body -> new Entry.Left(ViewChange.decode(body));
          case 5 -> body -> new Entry.Opened(NewView.decode(body));
          case 6 -> body -> new Entry.Entered(Envelope.decode(body));
          case 7 -> body -> new Entry.Decided(DecidedBlock.decode(body));
          case 8 ->
              body ->
                  new Entry.Base(
                      CheckpointCertificate.decode(body),
                      DecidedBlock.decode(body),
                      body.bytes(),
                      body.list(
                          StableCheckpoint.EpochProof.MIN_SIZE,
                          StableCheckpoint.EpochProof::decode),
                      body.list(1, Journal::decode));
          case 9 -> body -> new Entry.Content(Block.decode(body));
          case 10 -> body -> new Entry.Certified(QuorumCertificate.decode(body));
          default -> throw new MalformedInput("no log entry has the kind " + kind);
        };
    return reader.apply(in);
  }
}
