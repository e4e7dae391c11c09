package org.medchain.consensus.pbft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.trace.Evidence;
import org.medchain.consensus.trace.Ids;
import org.medchain.consensus.trace.Transition;
import org.medchain.consensus.trace.Transitions;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.network.Authentication.Verified;
import org.medchain.network.Message;

/**
 * One replica's transitions (TRACE-1). What it promises stands in its durable log before anything
 * else happens, so the entries of the log are the transitions; only CHECKPOINTs are promised by the
 * snapshot beside them.
 */
public final class PbftTransitions implements Transitions {
  private final PublicKey self;
  private final TracedLog log;

  /** Of a replica at the genesis block. */
  public PbftTransitions(PublicKey self, Block genesis) {
    this.self = self;
    this.log = new TracedLog(genesis);
  }

  @Override
  public List<Transition> of(Input input, List<Output> outputs) {
    String cause = Ids.cause(input);
    Optional<PublicKey> sender =
        input instanceof Input.MessageReceived received
            ? Optional.of(received.verified().sender())
            : Optional.empty();
    List<Transition> all = new ArrayList<>();
    all.add(first(input));
    for (Output output : outputs) {
      if (output instanceof Output.Persist persist) {
        write(Journal.read(persist.entry()), input, all);
      } else if (output instanceof Output.Sign sign && sign.message() instanceof Checkpoint own) {
        all.add(checkpoint("SendCheckpoint", own).of(Ids.of(self, own)));
      }
    }
    return all.stream().map(each -> each.by(cause, sender)).toList();
  }

  private Transition first(Input input) {
    return switch (input) {
      case Input.MessageReceived received -> received(received.verified());
      case Input.TimerFired fired -> Transition.named("TimeOut");
      case Input.Executed executed ->
          Transition.named("Execute")
              .about(executed.execution().height(), executed.execution().block());
      case Input.Recovered recovered -> restart(recovered.log());
      default -> Transition.named("Ignore");
    };
  }

  private Transition received(Verified verified) {
    return switch (verified.message()) {
      case PrePrepare message -> {
        Block block = message.block();
        yield Transition.named("ReceivePrePrepare")
            .in(TracedLog.number(message.view()))
            .about(block.height(), block.hash())
            .on(block.parent());
      }
      case Prepare vote ->
          Transition.named("ReceivePrepare")
              .in(TracedLog.number(vote.view()))
              .about(vote.height(), vote.block());
      case Commit vote ->
          Transition.named("ReceiveCommit")
              .in(TracedLog.number(vote.view()))
              .about(vote.height(), vote.block());
      case ViewChange message ->
          Transition.named("ReceiveViewChange")
              .in(TracedLog.number(message.newView()))
              .with(TracedLog.evidence(message));
      case NewView message ->
          Transition.named("ReceiveNewView")
              .in(TracedLog.number(message.view()))
              .proved(TracedLog.proofs(message));
      case Checkpoint message -> checkpoint("ReceiveCheckpoint", message);
      case DecidedBlock message -> decided(message, List.of());
      case StableCheckpoint message -> decided(message.tip(), TracedLog.evidence(message));
      case FetchedBlock message ->
          Transition.named("ReceiveBlock")
              .about(message.block().height(), message.block().hash())
              .on(message.block().parent());
      default -> Transition.named("Ignore");
    };
  }

  private static Transition checkpoint(String action, Checkpoint checkpoint) {
    return Transition.named(action)
        .about(checkpoint.height(), checkpoint.digest())
        .on(checkpoint.block());
  }

  private static Transition decided(DecidedBlock message, List<Evidence> before) {
    List<Evidence> all = new ArrayList<>(before);
    all.add(TracedLog.evidence(message.certificate()));
    Block block = message.block();
    return Transition.named("ReceiveDecidedBlock")
        .about(block.height(), block.hash())
        .on(block.parent())
        .with(all);
  }

  private Transition restart(List<Bytes> entries) {
    log.reset();
    entries.forEach(entry -> log.learn(Journal.read(entry)));
    Transition restart =
        Transition.named("Restart")
            .in(TracedLog.number(log.view()))
            .about(log.lastDecided().height(), log.lastDecided().block())
            .with(log.kept(self));
    return log.waitsFor().map(change -> restart.of(Ids.of(self, change))).orElse(restart);
  }

  private void write(Journal.Entry entry, Input input, List<Transition> all) {
    switch (entry) {
      case Journal.Entry.Proposed proposed -> all.add(proposal(proposed.proposal()));
      case Journal.Entry.Accepted accepted -> all.add(vote(accepted.proposal()));
      case Journal.Entry.Prepared prepared -> all.add(prepared(prepared.certificate()));
      case Journal.Entry.Left left -> all.add(left(left.change()));
      case Journal.Entry.Opened opened -> all.add(view("SendNewView", self, opened.newView()));
      case Journal.Entry.Entered entered -> {
        NewView message = (NewView) NewView.TYPE.decoder().apply(entered.newView());
        all.add(view("EnterView", entered.newView().sender(), message));
      }
      case Journal.Entry.Decided decided ->
          all.add(decision(decided.block().certificate(), decided.block().block()));
      case Journal.Entry.Certified decided ->
          all.add(decision(decided.certificate(), log.voted(decided.certificate().height())));
      case Journal.Entry.Content content -> {} // stands in a log written anew only
      case Journal.Entry.Base base -> stable(base, input instanceof Input.Restored, all);
    }
    log.learn(entry);
  }

  private Transition proposal(PrePrepare message) {
    return promised("SendPrePrepare", message, message)
        .with(log.parent(message.view(), message.block()));
  }

  private Transition vote(PrePrepare message) {
    Block block = message.block();
    Prepare vote = new Prepare(message.view(), block.height(), block.hash());
    return promised("SendPrepare", message, vote).with(log.parent(message.view(), block));
  }

  private Transition promised(String action, PrePrepare proposal, Message message) {
    Block block = proposal.block();
    return Transition.named(action)
        .of(Ids.of(self, message))
        .in(TracedLog.number(proposal.view()))
        .about(block.height(), block.hash())
        .on(block.parent());
  }

  private Transition prepared(PreparedCertificate certificate) {
    Hash block = certificate.block();
    Commit vote = new Commit(certificate.view(), certificate.height(), block);
    return Transition.named("SendCommit")
        .of(Ids.of(self, vote))
        .in(TracedLog.number(certificate.view()))
        .about(certificate.height(), block)
        .on(certificate.header().previous())
        .with(List.of(TracedLog.evidence(certificate)));
  }

  private Transition left(ViewChange change) {
    return Transition.named("SendViewChange")
        .of(Ids.of(self, change))
        .in(TracedLog.number(change.newView()))
        .with(TracedLog.evidence(change));
  }

  private static Transition view(String action, PublicKey primary, NewView message) {
    List<ViewChange> changes = message.proofs().stream().map(NewView.Proof::viewChange).toList();
    NewViewChain chain = NewViewChain.of(changes);
    List<Evidence> demanded = new ArrayList<>();
    demanded.add(TracedLog.evidence(chain.start()));
    chain.chosen().forEach(each -> demanded.add(TracedLog.evidence(each)));
    return Transition.named(action)
        .of(Ids.of(primary, message))
        .in(TracedLog.number(message.view()))
        .with(demanded)
        .proved(TracedLog.proofs(message));
  }

  private static Transition decision(QuorumCertificate certificate, Block block) {
    return Transition.named("Decide")
        .in(TracedLog.number(certificate.view()))
        .about(block.height(), block.hash())
        .on(block.parent())
        .with(List.of(TracedLog.evidence(certificate)));
  }

  /** A log written anew at a checkpoint known before is no transition. */
  private void stable(Journal.Entry.Base base, boolean installed, List<Transition> all) {
    Checkpoint checkpoint = base.certificate().checkpoint();
    if (checkpoint.height() > log.low()) {
      List<Evidence> evidence = new ArrayList<>(List.of(TracedLog.evidence(base.certificate())));
      if (installed) {
        evidence.add(TracedLog.evidence(base.tip().certificate()));
      }
      all.add(checkpoint(installed ? "Install" : "Stabilise", checkpoint).with(evidence));
    }
    Epoch epoch = Decoder.decode(base.context(), Context::decode).summary().epochs().current();
    if (epoch.number() > log.epoch()) {
      all.add(
          Transition.named("EnterEpoch")
              .in(TracedLog.number(Views.first(epoch.number())))
              .with(List.of(TracedLog.evidence(epoch))));
    }
  }
}
