package org.medchain.consensus.pbft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.consensus.pbft.message.VoteEvidence;
import org.medchain.consensus.pbft.message.VoteEvidence.VotePhase;
import org.medchain.consensus.pbft.message.VoteReport;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.network.AuthenticationResult.Verified;

/**
 * What this replica holds of each member's newest votes, for a member that has to know whether it
 * has forgotten some (PBFT-30): those that arrived since the start, and those in certificates of
 * the log. Three statements a member; what a member signs replaces only what it signed before.
 */
final class VoteWitness {
  private final PbftState state;
  private final Map<PublicKey, VoteEvidence> proposals = new LinkedHashMap<>();
  private final Map<PublicKey, VoteEvidence> commits = new LinkedHashMap<>();
  private final Map<PublicKey, NewView.ViewChangeProof> viewChanges = new LinkedHashMap<>();

  VoteWitness(PbftState state) {
    this.state = state;
  }

  /** A member's message arrived, whether or not it still counts. */
  void observe(Verified verified) {
    PublicKey sender = verified.sender();
    Signature signature = verified.envelope().signature();
    switch (verified.message()) {
      case PrePrepare said -> {
        Header header = said.block().header();
        Hash block = header.hash();
        retain(VotePhase.PRE_PREPARE, said.view(), header.height(), block, sender, signature);
      }
      case Prepare said ->
          retain(VotePhase.PREPARE, said.view(), said.height(), said.block(), sender, signature);
      case Commit said ->
          retain(VotePhase.COMMIT, said.view(), said.height(), said.block(), sender, signature);
      case ViewChange said -> retain(new NewView.ViewChangeProof(sender, said, signature));
      default -> {} // no vote
    }
  }

  private void retain(
      VotePhase phase, long view, long height, Hash block, PublicKey member, Signature signature) {
    Map<PublicKey, VoteEvidence> newest = phase == VotePhase.COMMIT ? commits : proposals;
    VoteEvidence held = newest.get(member);
    boolean isNewer =
        held == null || view > held.view() || (view == held.view() && height > held.height());
    if (isNewer) {
      newest.put(
          member, new VoteEvidence(phase, view, height, block, new SignedVote(member, signature)));
    }
  }

  private void retain(NewView.ViewChangeProof proof) {
    NewView.ViewChangeProof held = viewChanges.get(proof.sender());
    if (held == null || proof.viewChange().newView() > held.viewChange().newView()) {
      viewChanges.put(proof.sender(), proof);
    }
  }

  /** Discards what former members signed. */
  void forgetFormerMembers() {
    proposals.keySet().removeIf(each -> !state.members().contains(each));
    commits.keySet().removeIf(each -> !state.members().contains(each));
    viewChanges.keySet().removeIf(each -> !state.members().contains(each));
  }

  VoteReport report(PublicKey member, long nonce) {
    List<VoteEvidence> votes = new ArrayList<>();
    newest(proposals.get(member), proposalsInCertificates(member)).ifPresent(votes::add);
    newest(commits.get(member), commitsInCertificates(member)).ifPresent(votes::add);
    return new VoteReport(
        nonce,
        state.chain.height(),
        votes,
        Optional.ofNullable(viewChanges.get(member)).stream().toList());
  }

  private static Optional<VoteEvidence> newest(VoteEvidence arrived, List<VoteEvidence> logged) {
    List<VoteEvidence> all = new ArrayList<>(logged);
    if (arrived != null) {
      all.add(arrived);
    }
    return all.stream().max(VoteEvidence.BY_AGE);
  }

  /** Above the decided chain; below it a vote for another block does no harm. */
  private List<VoteEvidence> proposalsInCertificates(PublicKey member) {
    List<VoteEvidence> found = new ArrayList<>();
    for (PreparedCertificate each : state.certificates.values()) {
      BiConsumer<VotePhase, SignedVote> add =
          (phase, vote) ->
              found.add(new VoteEvidence(phase, each.view(), each.height(), each.block(), vote));
      if (each.prePrepare().signer().equals(member)) {
        add.accept(VotePhase.PRE_PREPARE, each.prePrepare());
      }
      each.prepares().stream()
          .filter(vote -> vote.signer().equals(member))
          .forEach(vote -> add.accept(VotePhase.PREPARE, vote));
    }
    return found;
  }

  /** The last one that a certificate of the decided chain has. */
  private List<VoteEvidence> commitsInCertificates(PublicKey member) {
    for (long height = state.chain.height(); height >= state.chain.base(); height--) {
      QuorumCertificate certificate =
          state.chain.at(height).map(DecidedBlock::certificate).orElseThrow();
      Optional<SignedVote> vote =
          certificate.votes().stream().filter(each -> each.signer().equals(member)).findFirst();
      if (vote.isPresent()) {
        return List.of(
            new VoteEvidence(
                VotePhase.COMMIT, certificate.view(), height, certificate.block(), vote.get()));
      }
    }
    return List.of();
  }
}
