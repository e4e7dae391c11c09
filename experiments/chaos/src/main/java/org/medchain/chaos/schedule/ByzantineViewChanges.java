package org.medchain.chaos.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.data.Block;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;

/** A Byzantine member's messages on views: chosen certificates, and its own NEW-VIEWs. */
final class ByzantineViewChanges {
  private final RandomByzantine.ByzantineSender sender;
  private final ScheduleSetup setup;
  private final ObservedMessages observed;
  private final InventedBlocks inventedBlocks;

  /** Whose VIEW-CHANGE it would rather not show. */
  private final Optional<PublicKey> favouredMember;

  /** Whether it sends the same to all in each view. */
  private final boolean oneNewViewPerView;

  private final Set<Long> sentNewViews = new TreeSet<>();

  ByzantineViewChanges(
      RandomByzantine.ByzantineSender voice,
      ScheduleSetup setting,
      ObservedMessages heard,
      InventedBlocks invention,
      Optional<PublicKey> favourite,
      boolean single) {
    this.sender = voice;
    this.setup = setting;
    this.observed = heard;
    this.inventedBlocks = invention;
    this.favouredMember = favourite;
    this.oneNewViewPerView = single;
  }

  private int quorum() {
    return new QuorumSizes(setup.members().size()).size();
  }

  /** Of the certificates that the messages allow, any well-formed ones. */
  ViewChange viewChange(long view, ScheduleRandom draw) {
    QuorumCertificate stable = QuorumCertificate.ofGenesis(setup.genesis().hash());
    for (Map.Entry<ObservedMessages.BlockBallot, Map<PublicKey, SignedVote>> each :
        observed.commits.entrySet()) {
      ObservedMessages.BlockBallot ballot = each.getKey();
      if (each.getValue().size() >= quorum() && draw.chance(300)) {
        List<SignedVote> votes = List.copyOf(each.getValue().values()).subList(0, quorum());
        stable = new QuorumCertificate(ballot.view(), ballot.height(), ballot.block(), votes);
      }
    }
    Map<Long, PreparedCertificate> prepared = new TreeMap<>();
    for (Map.Entry<ObservedMessages.BlockBallot, SignedVote> each : observed.proposals.entrySet()) {
      ObservedMessages.BlockBallot ballot = each.getKey();
      List<SignedVote> votes =
          observed.prepares.getOrDefault(ballot, Map.of()).values().stream()
              .filter(vote -> !vote.signer().equals(each.getValue().signer()))
              .limit(quorum() - 1L)
              .toList();
      boolean enough = votes.size() == quorum() - 1 || draw.chance(30);
      if (draw.chance(500) && enough && ballot.view() < view && ballot.height() > stable.height()) {
        prepared.put(
            ballot.height(),
            new PreparedCertificate(
                ballot.view(),
                observed.blocks.get(ballot.block()).header(),
                each.getValue(),
                votes));
      }
    }
    return new ViewChange(view, stable, List.copyOf(prepared.values()));
  }

  /** NEW-VIEW for the view that it leads, or for {@code otherwise}, true or false. */
  void newView(LongSupplier otherwise, ScheduleRandom draw) {
    Optional<Long> open = viewToOpen();
    long view = open.isPresent() && draw.chance(850) ? open.get() : otherwise.getAsLong();
    List<NewView.ViewChangeProof> proofs =
        new ArrayList<>(observed.changes.getOrDefault(view, Map.of()).values());
    proofs.removeIf(proof -> proof.sender().equals(sender.self().key()));
    if (view <= 0 || view == 1L << 40 || (oneNewViewPerView && sentNewViews.contains(view))) {
      return;
    }
    if (proofs.size() >= quorum()) {
      proofs.removeIf(
          proof -> favouredMember.isPresent() && proof.sender().equals(favouredMember.get()));
    }
    while (proofs.size() > quorum() - 1) {
      proofs.remove(draw.below(proofs.size()));
    }
    QuorumCertificate start = newViewStart(proofs);
    Block parent = observed.blocks.get(start.block());
    boolean ignores = parent != null && observed.stateMachines.containsKey(start.block());
    Block other = inventedBlocks.childOf(ignores ? parent : inventedBlocks.highest(), draw);
    ViewChange own =
        draw.chance(oneNewViewPerView ? 600 : 300)
            ? forgedViewChange(view, start, other)
            : viewChange(view, draw);
    proofs.add(new NewView.ViewChangeProof(sender.self().key(), own, sender.seal(own).signature()));
    if (proofs.size() == quorum() || draw.chance(100)) {
      Envelope message = sender.seal(new NewView(view, proofs));
      sentNewViews.add(view);
      if (draw.chance(300) && !oneNewViewPerView) {
        sender.toSome(message, draw);
      } else {
        sendAndCommit(message, view, other);
      }
    }
  }

  /** Tries to make all replicas enter its view and decide this block there. */
  private void sendAndCommit(Envelope opening, long view, Block block) {
    Envelope proposal = sender.seal(new PrePrepare(view, block));
    SignedVote vote = new SignedVote(sender.self().key(), proposal.signature());
    observed.prePrepare(new PrePrepare(view, block), vote);
    sender.toAll(opening);
    sender.toAll(proposal);
    sender.toAll(sender.seal(new Commit(view, block.height(), block.hash())));
  }

  /** The highest view that it leads and for which it knows enough VIEW-CHANGEs. */
  Optional<Long> viewToOpen() {
    Membership members = setup.members();
    int index = members.indexOf(sender.self().key());
    return observed.changes.entrySet().stream()
        .filter(each -> each.getValue().size() >= quorum() - 1)
        .map(Map.Entry::getKey)
        .filter(view -> Math.floorMod(view, members.size()) == index)
        .reduce((first, second) -> second);
  }

  /** The decided blocks of the others of these. */
  private QuorumCertificate newViewStart(List<NewView.ViewChangeProof> proofs) {
    QuorumCertificate start = QuorumCertificate.ofGenesis(setup.genesis().hash());
    for (NewView.ViewChangeProof proof : proofs) {
      QuorumCertificate stable = proof.viewChange().decided();
      start = stable.height() > start.height() ? stable : start;
    }
    return start;
  }

  /** Claims to be prepared, in the very view of its VIEW-CHANGE, for a block without votes. */
  private ViewChange forgedViewChange(long view, QuorumCertificate start, Block other) {
    SignedVote own =
        new SignedVote(sender.self().key(), sender.seal(new PrePrepare(view, other)).signature());
    PreparedCertificate none = new PreparedCertificate(view, other.header(), own, List.of());
    return new ViewChange(view, start, other.height() > start.height() ? List.of(none) : List.of());
  }
}
