package org.medchain.adversary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.medchain.adversary.AdversaryKnowledge.VotedBlock;
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

/** A Byzantine member's messages on views: chosen certificates, and its own NEW-VIEWs. */
final class ByzantineViewChanges {
  private final ByzantineHost host;
  private final AdversaryKnowledge knowledge;
  private final InventedBlocks inventedBlocks;

  /** Whose VIEW-CHANGE it would rather not show. */
  private final Optional<PublicKey> favouredMember;

  /** Whether it sends the same to all in each view. */
  private final boolean oneNewViewPerView;

  private final Set<Long> sentNewViews = new TreeSet<>();

  ByzantineViewChanges(
      InventedBlocks invention, Optional<PublicKey> favourite, boolean oneNewViewPerView) {
    this.host = invention.host();
    this.knowledge = invention.knowledge();
    this.inventedBlocks = invention;
    this.favouredMember = favourite;
    this.oneNewViewPerView = oneNewViewPerView;
  }

  private int quorum() {
    return new QuorumSizes(host.members().size()).size();
  }

  /** Of the certificates that the messages allow, any well-formed ones. */
  ViewChange viewChange(long view, SeededDraws draws) {
    QuorumCertificate stable = knowledge.stable(quorum(), () -> draws.chance(300));
    Map<Long, PreparedCertificate> prepared = new TreeMap<>();
    for (Map.Entry<VotedBlock, SignedVote> each : knowledge.proposals.entrySet()) {
      VotedBlock ballot = each.getKey();
      List<SignedVote> votes =
          knowledge.prepares.getOrDefault(ballot, Map.of()).values().stream()
              .filter(vote -> !vote.signer().equals(each.getValue().signer()))
              .limit(quorum() - 1L)
              .toList();
      boolean enough = votes.size() == quorum() - 1 || draws.chance(30);
      if (draws.chance(500)
          && enough
          && ballot.view() < view
          && ballot.height() > stable.height()) {
        Block block = knowledge.blocks.get(ballot.block());
        prepared.put(
            ballot.height(),
            new PreparedCertificate(ballot.view(), block.header(), each.getValue(), votes));
      }
    }
    return new ViewChange(view, stable, List.copyOf(prepared.values()));
  }

  /** NEW-VIEW for the view that it leads, or for {@code otherwise}, true or false. */
  void newView(LongSupplier otherwise, SeededDraws draws) {
    Optional<Long> open = viewToOpen();
    long view = open.isPresent() && draws.chance(850) ? open.get() : otherwise.getAsLong();
    List<NewView.ViewChangeProof> proofs =
        new ArrayList<>(knowledge.changes.getOrDefault(view, Map.of()).values());
    proofs.removeIf(proof -> proof.sender().equals(host.self()));
    if (view <= 0 || view == 1L << 40 || (oneNewViewPerView && sentNewViews.contains(view))) {
      return;
    }
    if (proofs.size() >= quorum()) {
      proofs.removeIf(
          proof -> favouredMember.isPresent() && proof.sender().equals(favouredMember.get()));
    }
    while (proofs.size() > quorum() - 1) {
      proofs.remove(draws.below(proofs.size()));
    }
    QuorumCertificate start = newViewStart(proofs);
    Block parent = knowledge.blocks.get(start.block());
    boolean ignores = parent != null && knowledge.isParent(parent);
    Block other = inventedBlocks.childOf(ignores ? parent : inventedBlocks.highest(), draws);
    if (!draws.chance(oneNewViewPerView ? 600 : 300)) {
      openView(viewChange(view, draws), proofs, other, draws);
    } else if (other.height() <= start.height()) {
      openView(new ViewChange(view, start, List.of()), proofs, other, draws);
    } else {
      // Claims to be prepared, in the very view of its VIEW-CHANGE, for a block without votes.
      host.sign(
          new PrePrepare(view, other),
          signed -> {
            SignedVote own = new SignedVote(host.self(), signed.signature());
            PreparedCertificate none =
                new PreparedCertificate(view, other.header(), own, List.of());
            openView(new ViewChange(view, start, List.of(none)), proofs, other, draws);
          });
    }
  }

  /** With its own VIEW-CHANGE, which has to be signed first, and those of others. */
  private void openView(
      ViewChange own, List<NewView.ViewChangeProof> proofs, Block other, SeededDraws draws) {
    host.sign(
        own,
        signed -> {
          proofs.add(new NewView.ViewChangeProof(host.self(), own, signed.signature()));
          if (proofs.size() == quorum() || draws.chance(100)) {
            sentNewViews.add(own.newView());
            host.sign(
                new NewView(own.newView(), proofs),
                opening -> {
                  if (draws.chance(300) && !oneNewViewPerView) {
                    host.sendSome(opening, draws);
                  } else {
                    sendAndCommit(opening, new PrePrepare(own.newView(), other));
                  }
                });
          }
        });
  }

  /** Tries to make all replicas enter its view and decide this block there. */
  private void sendAndCommit(Envelope opening, PrePrepare first) {
    host.sign(
        first,
        proposal -> {
          knowledge.observe(first, proposal);
          host.broadcast(opening);
          host.broadcast(proposal);
        });
    Block block = first.block();
    host.sign(new Commit(first.view(), block.height(), block.hash()), host::broadcast);
  }

  /** The highest view that it leads and for which it knows enough VIEW-CHANGEs. */
  Optional<Long> viewToOpen() {
    int index = host.members().indexOf(host.self());
    return knowledge.changes.entrySet().stream()
        .filter(each -> each.getValue().size() >= quorum() - 1)
        .map(Map.Entry::getKey)
        .filter(view -> Math.floorMod(view, host.members().size()) == index)
        .reduce((first, second) -> second);
  }

  /** The decided blocks of the others of these. */
  private QuorumCertificate newViewStart(List<NewView.ViewChangeProof> proofs) {
    return proofs.stream()
        .map(proof -> proof.viewChange().decided())
        .reduce(
            QuorumCertificate.ofGenesis(knowledge.chain.chain()),
            (start, stable) -> stable.height() > start.height() ? stable : start);
  }
}
