package org.medchain.consensus.pbft;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.trace.Evidence;
import org.medchain.consensus.trace.Evidence.Kind;
import org.medchain.consensus.trace.Ids;
import org.medchain.consensus.trace.Transition;
import org.medchain.data.Block;
import org.medchain.data.Decoder;
import org.medchain.data.PublicKey;

/** What the entries of a replica's log say together, as far as its transitions need it. */
final class TracedLog {
  private final Block genesis;
  private final TreeMap<Long, QuorumCertificate> decided = new TreeMap<>();
  private final TreeMap<Long, PreparedCertificate> prepared = new TreeMap<>();

  /** By height: what it voted for in its view. */
  private final TreeMap<Long, Block> voted = new TreeMap<>();

  private long view;
  private Optional<ViewChange> waitsFor = Optional.empty();

  /** The last stable checkpoint; empty while that is the genesis block. */
  private Optional<CheckpointCertificate> stable = Optional.empty();

  private long low;
  private long epoch;

  TracedLog(Block genesis) {
    this.genesis = genesis;
    reset();
  }

  /** An empty log. */
  void reset() {
    decided.clear();
    prepared.clear();
    voted.clear();
    decided.put(0L, QuorumCertificate.ofGenesis(genesis.hash()));
    view = 0;
    waitsFor = Optional.empty();
    stable = Optional.empty();
    low = 0;
    epoch = 0;
  }

  void learn(Journal.Entry entry) {
    switch (entry) {
      case Journal.Entry.Proposed proposed -> vote(proposed.proposal());
      case Journal.Entry.Accepted accepted -> vote(accepted.proposal());
      case Journal.Entry.Prepared kept ->
          prepared.put(kept.certificate().height(), kept.certificate());
      case Journal.Entry.Left left -> {
        moveTo(left.change().newView());
        waitsFor = Optional.of(left.change());
      }
      case Journal.Entry.Opened opened -> {} // what it promises is in the VIEW-CHANGEs
      case Journal.Entry.Entered entered -> {
        moveTo(((NewView) NewView.TYPE.decoder().apply(entered.newView())).view());
        waitsFor = Optional.empty();
      }
      case Journal.Entry.Decided block -> decided(block.block().certificate());
      case Journal.Entry.Certified block -> decided(block.certificate());
      case Journal.Entry.Content content -> {} // promises nothing
      case Journal.Entry.Base base -> base(base);
    }
  }

  private void moveTo(long next) {
    view = Math.max(view, next);
    voted.clear();
  }

  private void decided(QuorumCertificate certificate) {
    decided.put(certificate.height(), certificate);
  }

  private void vote(PrePrepare proposal) {
    voted.put(proposal.block().height(), proposal.block());
  }

  private void base(Journal.Entry.Base base) {
    QuorumCertificate tip = base.tip().certificate();
    stable = Optional.of(base.certificate());
    low = base.certificate().checkpoint().height();
    decided.headMap(low).clear();
    QuorumCertificate same = decided.get(low);
    if (same == null || !same.block().equals(tip.block())) {
      decided.clear(); // what was decided above another block does not stand on this one
    }
    decided.put(low, tip);
    prepared.headMap(low, true).clear();
    voted.headMap(low, true).clear();
    Epoch current = Decoder.decode(base.context(), Context::decode).summary().epochs().current();
    if (current.number() > epoch) {
      epoch = current.number();
      prepared.clear();
      waitsFor = Optional.empty();
      moveTo(Views.first(epoch));
    }
    base.live().forEach(this::learn);
  }

  long view() {
    return view;
  }

  /** The VIEW-CHANGE with which it left its last view, while it waits for the next. */
  Optional<ViewChange> waitsFor() {
    return waitsFor;
  }

  long low() {
    return low;
  }

  long epoch() {
    return epoch;
  }

  /** What it voted for at this height, in the view in which it is. */
  Block voted(long height) {
    return voted.get(height);
  }

  QuorumCertificate lastDecided() {
    return decided.lastEntry().getValue();
  }

  /** What a vote for this block in this view can rest on. */
  List<Evidence> parent(long ofView, Block block) {
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

  /** All that a replica that comes back with this log is bound by. */
  List<Evidence> kept(PublicKey self) {
    List<Evidence> kept = new ArrayList<>();
    stable.ifPresent(each -> kept.add(evidence(each)));
    QuorumCertificate last = lastDecided();
    kept.add(evidence(last));
    prepared.tailMap(last.height(), false).values().forEach(each -> kept.add(evidence(each)));
    for (Map.Entry<Long, Block> vote : voted.tailMap(last.height(), false).entrySet()) {
      Block block = vote.getValue();
      kept.add(
          new Evidence(
              Kind.VOTED,
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
    return Views.epoch(view) * 1000 + Views.number(view);
  }

  static Evidence evidence(QuorumCertificate certificate) {
    return new Evidence(
        Kind.DECIDED,
        number(certificate.view()),
        certificate.height(),
        Optional.of(certificate.block()),
        Optional.empty(),
        Evidence.signers(certificate.votes()));
  }

  static Evidence evidence(PreparedCertificate certificate) {
    List<PublicKey> voters = new ArrayList<>();
    voters.add(certificate.prePrepare().signer());
    voters.addAll(Evidence.signers(certificate.prepares()));
    return new Evidence(
        Kind.PREPARED,
        number(certificate.view()),
        certificate.height(),
        Optional.of(certificate.block()),
        Optional.of(certificate.header().previous()),
        voters);
  }

  static Evidence evidence(CheckpointCertificate certificate) {
    Checkpoint checkpoint = certificate.checkpoint();
    return new Evidence(
        Kind.STABLE,
        -1,
        checkpoint.height(),
        Optional.of(checkpoint.digest()),
        Optional.of(checkpoint.block()),
        certificate.holders());
  }

  static Evidence evidence(Epoch epoch) {
    return new Evidence(
        Kind.MEMBERS,
        number(Views.first(epoch.number())),
        epoch.first(),
        Optional.empty(),
        Optional.empty(),
        epoch.members().keys());
  }

  static List<Evidence> evidence(ViewChange change) {
    List<Evidence> all = new ArrayList<>();
    all.add(evidence(change.stable()));
    change.prepared().forEach(each -> all.add(evidence(each)));
    return all;
  }

  static List<Transition.Proof> proofs(NewView message) {
    return message.proofs().stream()
        .map(
            each ->
                new Transition.Proof(
                    each.sender(),
                    Ids.of(each.sender(), each.viewChange()),
                    evidence(each.viewChange())))
        .toList();
  }

  static List<Evidence> evidence(StableCheckpoint message) {
    List<Evidence> all = new ArrayList<>();
    for (StableCheckpoint.EpochProof proof : message.proofs()) {
      all.add(evidence(proof.certificate()));
      all.add(evidence(proof.summary().epochs().current()));
    }
    all.add(evidence(message.certificate()));
    return all;
  }
}
