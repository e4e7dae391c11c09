package org.medchain.consensus.pbft;

import java.util.Optional;
import org.medchain.consensus.TransactionMessage;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.FetchBlock;
import org.medchain.consensus.pbft.message.FetchSnapshot;
import org.medchain.consensus.pbft.message.FetchedBlock;
import org.medchain.consensus.pbft.message.MembershipProof;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.consensus.pbft.message.VoteReport;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.Message;
import org.medchain.network.RejectionReason;
import org.medchain.network.Screening;

/**
 * Judges a message by its form, the membership and the counts in it, before any of its signatures
 * is checked (NET-7, PBFT-33). It finds unsound only messages that the replica would reject, or
 * never gets from an honest one, and unneeded only messages without effect.
 */
final class MessageScreening {
  private static final Screening NOT_BETWEEN_REPLICAS =
      new Screening.Unsound("not a message between replicas");

  private final PbftState state;

  MessageScreening(PbftState state) {
    this.state = state;
  }

  /** PBFT-33: whether the signatures of a message are worth checking. */
  Screening of(PublicKey sender, Message message) {
    if (message instanceof TransactionMessage request) {
      return ofRequest(request.transaction());
    }
    if (sender.equals(state.self)) {
      return new Screening.Unneeded();
    }
    return switch (message) {
      case Status any -> new Screening.Needed();
      case FetchBlock any -> new Screening.Needed();
      case FetchSnapshot any -> new Screening.Needed();
      case SnapshotPart any -> new Screening.Needed();
      case DecidedBlock said -> state.catchUp.screen(said);
      case FetchedBlock said -> Screening.of(state.catchUp.needs(said));
      case StableCheckpoint said -> state.transfer.screen(said);
      default ->
          state.members().contains(sender)
              ? ofVote(sender, message)
              : new Screening.Unsound(RejectionReason.UNAUTHORISED, "not a member");
    };
  }

  /** PBFT-27: false for votes beyond the quorum that made a certificate here. */
  boolean stillNeeds(Message message) {
    return switch (message) {
      case Prepare vote -> {
        Slot slot = state.slots.get(vote.height());
        yield vote.view() != state.view
            || slot == null
            || !slot.prepared
            || !slot.hash().equals(vote.block());
      }
      case Commit vote -> vote.height() > state.chain.height();
      default -> true;
    };
  }

  /** PRIV-7: the only signature in it is the client's, and the form is checked before that. */
  private Screening ofRequest(Transaction request) {
    Optional<String> fault = state.parameters.chain().form().fault(request);
    return fault.isPresent() ? new Screening.Unsound(fault.get()) : new Screening.Needed();
  }

  /** Messages that count only from a member. */
  private Screening ofVote(PublicKey sender, Message message) {
    return switch (message) {
      case Prepare vote -> Screening.of(stillNeeds(vote));
      case Commit vote -> Screening.of(stillNeeds(vote));
      case PrePrepare said -> ofPrePrepare(sender, said);
      case ViewChange said -> state.viewChanges.screen(sender, said);
      case NewView said -> state.viewChanges.screen(sender, said);
      case VoteReport said -> state.inquiry.screen(said);
      case Message.Deniable reply -> NOT_BETWEEN_REPLICAS;
      case MembershipProof proof -> NOT_BETWEEN_REPLICAS;
      default -> new Screening.Needed();
    };
  }

  /** A proposal that is the first is needed in any view: it may be a vote to remember (PBFT-30). */
  private Screening ofPrePrepare(PublicKey sender, PrePrepare message) {
    Screening screened = state.normalCase.screen(sender, message);
    boolean isKept = state.bufferedPrePrepares.isKept(message.view(), message.block().height());
    return isKept && screened instanceof Screening.Needed ? new Screening.Unneeded() : screened;
  }
}
