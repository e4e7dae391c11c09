package org.medchain.consensus.pbft;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.ChainParameters.RecoveryTrust;
import org.medchain.consensus.Request;
import org.medchain.consensus.SnapshotPart;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.Epoch;
import org.medchain.consensus.pbft.message.Epochs;
import org.medchain.consensus.pbft.message.FetchBlock;
import org.medchain.consensus.pbft.message.FetchSnapshot;
import org.medchain.consensus.pbft.message.FetchedBlock;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.ReadRequest;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.consensus.pbft.message.StableCheckpoint.EpochProof;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.consensus.pbft.message.VoteQuery;
import org.medchain.consensus.pbft.message.VoteReport;
import org.medchain.data.Block;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.Message;
import org.medchain.network.RejectionReason;
import org.medchain.network.Screening;

/**
 * What a message's form, the membership and the counts in it show before any of its signatures is
 * checked (NET-7, PBFT-33). It finds unsound only what the replica would reject, or never gets from
 * an honest one, and unneeded only what has no effect.
 */
final class MessageScreening {
  private final PbftState state;
  private final BufferedPrePrepares bufferedPrePrepares;
  private final ViewChangeCoordinator viewChanges;
  private final VoteInquiry inquiry;
  private final CatchUp catchUp;

  MessageScreening(
      PbftState state,
      BufferedPrePrepares bufferedPrePrepares,
      ViewChangeCoordinator viewChanges,
      VoteInquiry inquiry,
      CatchUp catchUp) {
    this.state = state;
    this.bufferedPrePrepares = bufferedPrePrepares;
    this.viewChanges = viewChanges;
    this.inquiry = inquiry;
    this.catchUp = catchUp;
  }

  /** PBFT-33: whether the signatures of a message are worth checking. */
  Screening of(PublicKey sender, Message message) {
    if (message instanceof Request request) {
      return ofRequest(request.transaction());
    }
    if (message instanceof ReadRequest request) {
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
      case DecidedBlock said -> ofDecidedBlock(said);
      case FetchedBlock said -> Screening.of(catchUp.needs(said));
      case StableCheckpoint said -> ofStableCheckpoint(said);
      default ->
          state.members().contains(sender)
              ? ofVote(sender, message)
              : new Screening.Unsound(RejectionReason.UNAUTHORISED, "not a member");
    };
  }

  /** PBFT-27: false for votes beyond the quorum that made a certificate here. */
  boolean stillNeeds(Message message) {
    return switch (message) {
      case Prepare vote -> stillNeeds(vote);
      case Commit vote -> vote.height() > state.chain.height();
      default -> true;
    };
  }

  /** False once the block that it is for is prepared here in its view. */
  private boolean stillNeeds(Prepare vote) {
    Slot slot = state.slots.get(vote.height());
    return vote.view() != state.view
        || slot == null
        || !slot.prepared()
        || !slot.hash().equals(vote.block());
  }

  /** PRIV-7: there is no signature in it but the client's, and the form comes before that. */
  private Screening ofRequest(Transaction request) {
    Optional<String> fault = state.parameters.chain().form().fault(request);
    return fault.isPresent() ? new Screening.Unsound(fault.get()) : new Screening.Needed();
  }

  /** Messages that count only from a member. */
  private Screening ofVote(PublicKey sender, Message message) {
    return switch (message) {
      case Prepare vote -> Screening.of(stillNeeds(vote));
      case Commit vote -> Screening.of(stillNeeds((Message) vote));
      case Checkpoint vote -> new Screening.Needed();
      case VoteQuery query -> new Screening.Needed();
      case PrePrepare said -> ofPrePrepare(sender, said);
      case ViewChange said -> ofViewChange(sender, said);
      case NewView said -> ofNewView(sender, said);
      case VoteReport said -> ofVoteReport(said);
      default -> new Screening.Unsound("not a message between replicas");
    };
  }

  /** A proposal that is the first is needed in any view: it may be a vote to remember (PBFT-30). */
  private Screening ofPrePrepare(PublicKey sender, PrePrepare message) {
    Block block = message.block();
    if (!sender.equals(state.primary(message.view()))) {
      return new Screening.Unsound(RejectionReason.UNAUTHORISED, NormalCase.NOT_THE_PRIMARY);
    }
    if (!state.parameters.batch().allow(block.transactions())) {
      return new Screening.Unsound(NormalCase.TOO_LARGE);
    }
    if (!state.allowForm(block)) {
      return new Screening.Unsound(NormalCase.FORM);
    }
    Slot first = state.slots.get(block.height());
    boolean isSecond =
        message.view() == state.view && first != null && !first.hash().equals(block.hash());
    return isSecond
        ? new Screening.Unsound(NormalCase.SECOND_BLOCK)
        : Screening.of(!bufferedPrePrepares.isKept(message.view(), block.height()));
  }

  /** For a view that is over too: the sender gets the NEW-VIEW that it may have missed. */
  private Screening ofViewChange(PublicKey sender, ViewChange change) {
    if (!viewChanges.isPast(change.newView()) && viewChanges.isKept(sender, change)) {
      return new Screening.Unneeded();
    }
    return isSound(change)
        ? new Screening.Needed()
        : new Screening.Unsound(ViewChangeCoordinator.UNSOUND_CHANGE);
  }

  private boolean isSound(ViewChange change) {
    List<Epoch> epochs = state.epochs.epochs();
    long epoch = ViewNumbers.epoch(change.newView());
    return epoch < epochs.size()
        && isInRange(change)
        && change.isSoundIn(epochs.get((int) epoch), state.epochs);
  }

  /** The sender's low water mark is not above what it has decided (PBFT-16). */
  private boolean isInRange(ViewChange change) {
    long heights = 2 * state.parameters.checkpointInterval() + state.window();
    return change.prepared().size() <= heights
        && change.prepared().stream()
            .allMatch(each -> each.height() - change.stable().height() <= heights);
  }

  private Screening ofNewView(PublicKey sender, NewView message) {
    if (!sender.equals(state.primary(message.view()))) {
      return new Screening.Unsound(
          RejectionReason.UNAUTHORISED, ViewChangeCoordinator.NOT_THE_PRIMARY);
    }
    boolean isForeign = ViewNumbers.epoch(message.view()) != state.epochs.current().number();
    if (isForeign || viewChanges.isPast(message.view())) {
      return new Screening.Unneeded();
    }
    boolean isInRange = message.proofs().stream().allMatch(proof -> isInRange(proof.viewChange()));
    return isInRange && viewChanges.isSound(message)
        ? new Screening.Needed()
        : new Screening.Unsound(ViewChangeCoordinator.UNSOUND_NEW_VIEW);
  }

  private Screening ofVoteReport(VoteReport report) {
    if (!inquiry.awaits(report)) {
      return new Screening.Unneeded();
    }
    return inquiry.isForeign(report)
        ? new Screening.Unsound(VoteInquiry.FOREIGN_VOTES)
        : new Screening.Needed();
  }

  private Screening ofDecidedBlock(DecidedBlock message) {
    return message.isSound(state.epochs)
        ? Screening.of(catchUp.needs(message))
        : new Screening.Unsound(CatchUp.UNSOUND_BLOCK);
  }

  /** Each proof names the members who make the next one; those of epochs known here may repeat. */
  private Screening ofStableCheckpoint(StableCheckpoint message) {
    Epochs known = state.epochs;
    long previous = -1;
    for (EpochProof proof : message.proofs()) {
      long ended = proof.digest().current().number() - 1;
      boolean isInOrder = ended >= 0 && (previous < 0 || ended == previous + 1);
      if (proof.unaccepted(known, trust()).isPresent()) {
        return new Screening.Needed(); // what it tells counts if the center signed it
      }
      Epochs extended = proof.extend(known, trust());
      boolean isNew = extended.epochs().size() > known.epochs().size();
      if (!isInOrder || !(isNew || isKnown(proof))) {
        return new Screening.Unsound(CheckpointCoordinator.UNSOUND);
      }
      previous = ended;
      known = extended;
    }
    if (!message.isSound(known)) {
      return new Screening.Unsound(CheckpointCoordinator.UNSOUND);
    }
    boolean isNews = known.epochs().size() > state.epochs.epochs().size();
    long height = message.certificate().checkpoint().height();
    return Screening.of(isNews || height > state.lowWaterMark);
  }

  /** Whether the members of an epoch that is over here have ended it as this proof says. */
  private boolean isKnown(EpochProof proof) {
    List<Epoch> known = state.epochs.epochs();
    Epoch told = proof.digest().current();
    return told.number() < known.size()
        && told.equals(known.get((int) told.number()))
        && proof.extendsEpoch(known.get((int) told.number() - 1), trust());
  }

  private RecoveryTrust trust() {
    return state.parameters.chain().recoveries();
  }
}
