package org.medchain.transition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.pbft.WriteAheadLog;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.CheckpointCertificate;
import org.medchain.consensus.pbft.message.CheckpointContext;
import org.medchain.consensus.pbft.message.Epoch;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.data.Block;
import org.medchain.data.Decoder;
import org.medchain.data.PublicKey;
import org.medchain.transition.TransitionEvidence.EvidenceKind;

/** The state that the entries of a replica's log imply, as far as its transitions need it. */
final class TracedLogState {
  private final Block genesis;
  private final TreeMap<Long, QuorumCertificate> decided = new TreeMap<>();
  private final TreeMap<Long, PreparedCertificate> prepared = new TreeMap<>();

  /** By height: its vote in its view. */
  private final TreeMap<Long, Block> votedBlocks = new TreeMap<>();

  private long view;
  private Optional<ViewChange> pendingViewChange = Optional.empty();

  /** The last stable checkpoint; empty while that is the genesis block. */
  private Optional<CheckpointCertificate> stable = Optional.empty();

  private long low;
  private long epoch;

  TracedLogState(Block genesis) {
    this.genesis = genesis;
    reset();
  }

  /** An empty log. */
  void reset() {
    decided.clear();
    prepared.clear();
    votedBlocks.clear();
    decided.put(0L, QuorumCertificate.ofGenesis(genesis.hash()));
    view = 0;
    pendingViewChange = Optional.empty();
    stable = Optional.empty();
    low = 0;
    epoch = 0;
  }

  void apply(WriteAheadLog.LogRecord entry) {
    switch (entry) {
      case WriteAheadLog.LogRecord.ProposalSent proposed -> vote(proposed.proposal());
      case WriteAheadLog.LogRecord.ProposalAccepted accepted -> vote(accepted.proposal());
      case WriteAheadLog.LogRecord.BlockPrepared kept ->
          prepared.put(kept.certificate().height(), kept.certificate());
      case WriteAheadLog.LogRecord.ViewLeft left -> {
        moveTo(left.change().newView());
        pendingViewChange = Optional.of(left.change());
      }
      case WriteAheadLog.LogRecord.NewViewSent opened -> {} // its promises are in the VIEW-CHANGEs
      case WriteAheadLog.LogRecord.ViewEntered entered -> {
        moveTo(((NewView) NewView.TYPE.decoder().apply(entered.newView())).view());
        pendingViewChange = Optional.empty();
      }
      case WriteAheadLog.LogRecord.BlockDecided block -> decided(block.block().certificate());
      case WriteAheadLog.LogRecord.BlockCertified block -> decided(block.certificate());
      case WriteAheadLog.LogRecord.VotesForgotten forgotten -> {} // no vote follows
      case WriteAheadLog.LogRecord.EpochRecovered recovered -> {} // the center writes no trace
      case WriteAheadLog.LogRecord.BlockContent content -> {} // promises nothing
      case WriteAheadLog.LogRecord.CheckpointBase base -> base(base);
    }
  }

  private void moveTo(long next) {
    view = Math.max(view, next);
    votedBlocks.clear();
  }

  private void decided(QuorumCertificate certificate) {
    decided.put(certificate.height(), certificate);
  }

  private void vote(PrePrepare proposal) {
    votedBlocks.put(proposal.block().height(), proposal.block());
  }

  private void base(WriteAheadLog.LogRecord.CheckpointBase base) {
    QuorumCertificate tip = base.tip().certificate();
    stable = Optional.of(base.certificate());
    low = base.certificate().checkpoint().height();
    decided.headMap(low).clear();
    QuorumCertificate same = decided.get(low);
    if (same == null || !same.block().equals(tip.block())) {
      decided.clear(); // blocks decided above another block are not descendants of this one
    }
    decided.put(low, tip);
    prepared.headMap(low, true).clear();
    votedBlocks.headMap(low, true).clear();
    Epoch current =
        Decoder.decode(base.context(), CheckpointContext::decode).summary().epochs().current();
    if (current.number() > epoch) {
      epoch = current.number();
      prepared.clear();
      pendingViewChange = Optional.empty();
      moveTo(ViewNumbers.first(epoch));
    }
    base.records().forEach(this::apply);
  }

  long view() {
    return view;
  }

  /** The VIEW-CHANGE with which it left its last view, while it waits for the next. */
  Optional<ViewChange> pendingViewChange() {
    return pendingViewChange;
  }

  long low() {
    return low;
  }

  long epoch() {
    return epoch;
  }

  /** Its vote at this height in its view. */
  Block votedBlocks(long height) {
    return votedBlocks.get(height);
  }

  QuorumCertificate lastDecided() {
    return decided.lastEntry().getValue();
  }

  /** The evidence for a vote for this block in this view. */
  List<TransitionEvidence> parent(long ofView, Block block) {
    QuorumCertificate below = decided.get(block.height() - 1);
    if (below != null && below.block().equals(block.parent())) {
      return List.of(evidence(below));
    }
    PreparedCertificate certificate = prepared.get(block.height() - 1);
    boolean fits =
        certificate != null
            && certificate.view() == ofView
            && certificate.block().equals(block.parent());
    return fits ? List.of(evidence(certificate)) : List.of();
  }

  /** All promises that bind a replica that restarts with this log. */
  List<TransitionEvidence> retained(PublicKey self) {
    List<TransitionEvidence> kept = new ArrayList<>();
    stable.ifPresent(each -> kept.add(evidence(each)));
    QuorumCertificate last = lastDecided();
    kept.add(evidence(last));
    prepared.tailMap(last.height(), false).values().forEach(each -> kept.add(evidence(each)));
    for (Map.Entry<Long, Block> vote : votedBlocks.tailMap(last.height(), false).entrySet()) {
      Block block = vote.getValue();
      kept.add(
          new TransitionEvidence(
              EvidenceKind.VOTED,
              number(view),
              vote.getKey(),
              Optional.of(block.hash()),
              Optional.of(block.parent()),
              List.of(self)));
    }
    return kept;
  }

  // The replica's own types as evidence, with views as traces have them.

  /** Views of the next epoch begin at the next thousand, so that models can hold them. */
  static long number(long view) {
    return ViewNumbers.epoch(view) * 1000 + ViewNumbers.number(view);
  }

  static TransitionEvidence evidence(QuorumCertificate certificate) {
    return new TransitionEvidence(
        EvidenceKind.DECIDED,
        number(certificate.view()),
        certificate.height(),
        Optional.of(certificate.block()),
        Optional.empty(),
        TransitionEvidence.signers(certificate.votes()));
  }

  static TransitionEvidence evidence(PreparedCertificate certificate) {
    List<PublicKey> voters = new ArrayList<>();
    voters.add(certificate.prePrepare().signer());
    voters.addAll(TransitionEvidence.signers(certificate.prepares()));
    return new TransitionEvidence(
        EvidenceKind.PREPARED,
        number(certificate.view()),
        certificate.height(),
        Optional.of(certificate.block()),
        Optional.of(certificate.header().previous()),
        voters);
  }

  static TransitionEvidence evidence(CheckpointCertificate certificate) {
    Checkpoint checkpoint = certificate.checkpoint();
    return new TransitionEvidence(
        EvidenceKind.STABLE,
        -1,
        checkpoint.height(),
        Optional.of(checkpoint.digest()),
        Optional.of(checkpoint.block()),
        certificate.holders());
  }

  static TransitionEvidence evidence(Epoch epoch) {
    return new TransitionEvidence(
        EvidenceKind.MEMBERS,
        number(ViewNumbers.first(epoch.number())),
        epoch.first(),
        Optional.empty(),
        Optional.empty(),
        epoch.members().keys());
  }

  static List<TransitionEvidence> evidence(ViewChange change) {
    List<TransitionEvidence> all = new ArrayList<>();
    all.add(evidence(change.decided()));
    change.prepared().forEach(each -> all.add(evidence(each)));
    return all;
  }

  static List<Transition.TransitionProof> proofs(NewView message) {
    return message.proofs().stream()
        .map(
            each ->
                new Transition.TransitionProof(
                    each.sender(),
                    TraceIds.of(each.sender(), each.viewChange()),
                    evidence(each.viewChange())))
        .toList();
  }

  static List<TransitionEvidence> evidence(StableCheckpoint message) {
    List<TransitionEvidence> all = new ArrayList<>();
    for (StableCheckpoint.EpochProof proof : message.proofs()) {
      all.add(evidence(proof.certificate()));
      all.add(evidence(proof.digest().current()));
    }
    all.add(evidence(message.certificate()));
    return all;
  }
}
