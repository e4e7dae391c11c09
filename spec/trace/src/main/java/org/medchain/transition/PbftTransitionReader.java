package org.medchain.transition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.pbft.NewViewChain;
import org.medchain.consensus.pbft.WriteAheadLog;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.CheckpointContext;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.Epoch;
import org.medchain.consensus.pbft.message.FetchedBlock;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.AuthenticationResult.Verified;
import org.medchain.network.Message;

/**
 * One replica's transitions (TRACE-1). Its promises are in its durable log before anything else
 * happens, so the entries of the log are the transitions; only CHECKPOINTs are promised by the
 * snapshot beside them.
 */
public final class PbftTransitionReader implements TransitionReader {
  private final PublicKey self;
  private final TracedLogState log;

  /** Of a replica at the genesis block. */
  public PbftTransitionReader(PublicKey self, Block genesis) {
    this.self = self;
    this.log = new TracedLogState(genesis);
  }

  @Override
  public List<Transition> read(Input input, List<Output> outputs) {
    String cause = TraceIds.cause(input);
    Optional<PublicKey> sender =
        input instanceof Input.MessageReceived received
            ? Optional.of(received.verified().sender())
            : Optional.empty();
    List<Transition> all = new ArrayList<>();
    all.add(first(input));
    for (Output output : outputs) {
      if (output instanceof Output.Persist persist) {
        write(WriteAheadLog.decodeRecord(persist.entry()), input, all);
      } else if (output instanceof Output.Sign sign && sign.message() instanceof Checkpoint own) {
        all.add(checkpoint("SendCheckpoint", own).ofMessage(TraceIds.of(self, own)));
      } else if (output instanceof Output.Reply reply
          && reply.message() instanceof OrderedReply told) {
        all.add(reply(told));
      }
    }
    return all.stream().map(each -> each.causedBy(cause, sender)).toList();
  }

  private Transition first(Input input) {
    return switch (input) {
      case Input.MessageReceived received -> received(received.verified());
      case Input.TimerFired fired -> Transition.named("TimeOut");
      case Input.Executed executed ->
          Transition.named("Execute")
              .forBlock(executed.execution().height(), executed.execution().block())
              .withRequests(
                  executed.execution().receipts().stream().map(Receipt::request).toList());
      case Input.Recovered recovered -> restart(recovered.log());
      default -> Transition.named("Ignore");
    };
  }

  private Transition received(Verified verified) {
    return switch (verified.message()) {
      case PrePrepare message -> {
        Block block = message.block();
        yield Transition.named("ReceivePrePrepare")
            .inView(TracedLogState.number(message.view()))
            .forBlock(block.height(), block.hash())
            .onParent(block.parent());
      }
      case Prepare vote ->
          Transition.named("ReceivePrepare")
              .inView(TracedLogState.number(vote.view()))
              .forBlock(vote.height(), vote.block());
      case Commit vote ->
          Transition.named("ReceiveCommit")
              .inView(TracedLogState.number(vote.view()))
              .forBlock(vote.height(), vote.block());
      case ViewChange message ->
          Transition.named("ReceiveViewChange")
              .inView(TracedLogState.number(message.newView()))
              .withEvidence(TracedLogState.evidence(message));
      case NewView message ->
          Transition.named("ReceiveNewView")
              .inView(TracedLogState.number(message.view()))
              .withProofs(TracedLogState.proofs(message));
      case Checkpoint message -> checkpoint("ReceiveCheckpoint", message);
      case DecidedBlock message -> decided(message, List.of());
      case StableCheckpoint message -> decided(message.tip(), TracedLogState.evidence(message));
      case FetchedBlock message ->
          Transition.named("ReceiveBlock")
              .forBlock(message.block().height(), message.block().hash())
              .onParent(message.block().parent());
      default -> Transition.named("Ignore");
    };
  }

  private static Transition checkpoint(String action, Checkpoint checkpoint) {
    return Transition.named(action)
        .forBlock(checkpoint.height(), checkpoint.digest())
        .onParent(checkpoint.block());
  }

  private static Transition decided(DecidedBlock message, List<TransitionEvidence> before) {
    List<TransitionEvidence> all = new ArrayList<>(before);
    all.add(TracedLogState.evidence(message.certificate()));
    Block block = message.block();
    return Transition.named("ReceiveDecidedBlock")
        .forBlock(block.height(), block.hash())
        .onParent(block.parent())
        .withEvidence(all);
  }

  private Transition restart(List<Bytes> entries) {
    log.reset();
    entries.forEach(entry -> log.apply(WriteAheadLog.decodeRecord(entry)));
    Transition restart =
        Transition.named("Restart")
            .inView(TracedLogState.number(log.view()))
            .forBlock(log.lastDecided().height(), log.lastDecided().block())
            .withEvidence(log.retained(self));
    return log.pendingViewChange()
        .map(change -> restart.ofMessage(TraceIds.of(self, change)))
        .orElse(restart);
  }

  private void write(WriteAheadLog.LogRecord entry, Input input, List<Transition> all) {
    switch (entry) {
      case WriteAheadLog.LogRecord.ProposalSent proposed -> all.add(proposal(proposed.proposal()));
      case WriteAheadLog.LogRecord.ProposalAccepted accepted -> all.add(vote(accepted.proposal()));
      case WriteAheadLog.LogRecord.BlockPrepared prepared ->
          all.add(prepared(prepared.certificate()));
      case WriteAheadLog.LogRecord.ViewLeft left -> all.add(viewLeft(left.change()));
      case WriteAheadLog.LogRecord.NewViewSent opened ->
          all.add(view("SendNewView", self, opened.newView()));
      case WriteAheadLog.LogRecord.ViewEntered entered -> {
        NewView message = (NewView) NewView.TYPE.decoder().apply(entered.newView());
        all.add(view("EnterView", entered.newView().sender(), message));
      }
      case WriteAheadLog.LogRecord.BlockDecided decided ->
          all.add(decision(decided.block().certificate(), decided.block().block()));
      case WriteAheadLog.LogRecord.BlockCertified decided ->
          all.add(decision(decided.certificate(), log.votedBlocks(decided.certificate().height())));
      case WriteAheadLog.LogRecord.VotesForgotten forgotten -> {} // no vote follows
      case WriteAheadLog.LogRecord.EpochRecovered recovered -> {} // the center writes no trace
      case WriteAheadLog.LogRecord.BlockContent content -> {} // only a compacted log has it
      case WriteAheadLog.LogRecord.CheckpointBase base ->
          stable(base, input instanceof Input.Restored, all);
    }
    log.apply(entry);
  }

  private Transition proposal(PrePrepare message) {
    return proposalSent("SendPrePrepare", message, message)
        .withEvidence(log.parent(message.view(), message.block()));
  }

  private Transition vote(PrePrepare message) {
    Block block = message.block();
    Prepare vote = new Prepare(message.view(), block.height(), block.hash());
    return proposalSent("SendPrepare", message, vote)
        .withEvidence(log.parent(message.view(), block));
  }

  private Transition proposalSent(String action, PrePrepare proposal, Message message) {
    Block block = proposal.block();
    return Transition.named(action)
        .ofMessage(TraceIds.of(self, message))
        .inView(TracedLogState.number(proposal.view()))
        .forBlock(block.height(), block.hash())
        .onParent(block.parent())
        .withRequests(requests(block));
  }

  private static List<RequestId> requests(Block block) {
    return block.transactions().stream().map(Transaction::request).toList();
  }

  /** CONS-8: the content that a client compares, so without the view and the replica. */
  private static Transition reply(OrderedReply reply) {
    Encoder out = new Encoder();
    out.int64(reply.height()).value(reply.receipt());
    return Transition.named("Reply")
        .ofMessage(Hash.of(out.toBytes()))
        .withRequests(List.of(reply.receipt().request()));
  }

  private Transition prepared(PreparedCertificate certificate) {
    Hash block = certificate.block();
    Commit vote = new Commit(certificate.view(), certificate.height(), block);
    return Transition.named("SendCommit")
        .ofMessage(TraceIds.of(self, vote))
        .inView(TracedLogState.number(certificate.view()))
        .forBlock(certificate.height(), block)
        .onParent(certificate.header().previous())
        .withEvidence(List.of(TracedLogState.evidence(certificate)));
  }

  private Transition viewLeft(ViewChange change) {
    return Transition.named("SendViewChange")
        .ofMessage(TraceIds.of(self, change))
        .inView(TracedLogState.number(change.newView()))
        .withEvidence(TracedLogState.evidence(change));
  }

  private static Transition view(String action, PublicKey primary, NewView message) {
    List<ViewChange> changes =
        message.proofs().stream().map(NewView.ViewChangeProof::viewChange).toList();
    NewViewChain chain = NewViewChain.of(changes);
    List<TransitionEvidence> demanded = new ArrayList<>();
    demanded.add(TracedLogState.evidence(chain.start()));
    chain.reproposed().forEach(each -> demanded.add(TracedLogState.evidence(each)));
    return Transition.named(action)
        .ofMessage(TraceIds.of(primary, message))
        .inView(TracedLogState.number(message.view()))
        .withEvidence(demanded)
        .withProofs(TracedLogState.proofs(message));
  }

  private static Transition decision(QuorumCertificate certificate, Block block) {
    return Transition.named("Decide")
        .inView(TracedLogState.number(certificate.view()))
        .forBlock(block.height(), block.hash())
        .onParent(block.parent())
        .withEvidence(List.of(TracedLogState.evidence(certificate)))
        .withRequests(requests(block));
  }

  /** A log compaction at a known checkpoint is not a transition. */
  private void stable(
      WriteAheadLog.LogRecord.CheckpointBase base, boolean installed, List<Transition> all) {
    Checkpoint checkpoint = base.certificate().checkpoint();
    if (checkpoint.height() > log.low()) {
      List<TransitionEvidence> evidence =
          new ArrayList<>(List.of(TracedLogState.evidence(base.certificate())));
      if (installed) {
        evidence.add(TracedLogState.evidence(base.tip().certificate()));
      }
      all.add(checkpoint(installed ? "Install" : "Stabilise", checkpoint).withEvidence(evidence));
    }
    Epoch epoch =
        Decoder.decode(base.context(), CheckpointContext::decode).summary().epochs().current();
    if (epoch.number() > log.epoch()) {
      all.add(
          Transition.named("EnterEpoch")
              .inView(TracedLogState.number(ViewNumbers.first(epoch.number())))
              .withEvidence(List.of(TracedLogState.evidence(epoch))));
    }
  }
}
