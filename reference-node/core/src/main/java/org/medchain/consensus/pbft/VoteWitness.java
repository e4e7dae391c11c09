package org.medchain.consensus.pbft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.NewView.ViewChangeProof;
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
import org.medchain.network.Membership;

/**
 * What this replica holds of each member's newest votes, for a member that has to know whether it
 * has forgotten some (PBFT-30): those that arrived since the start, and those in certificates of
 * the log. Three statements a member; what a member signs replaces only what it signed before.
 *
 * <p>Every vote passes here, so the newest are kept by the member's number and changed in place.
 */
final class VoteWitness {
  private final PbftState state;
  private Membership members;
  private List<MemberVotes> byMember;

  /** The newest statements of one member. */
  private static final class MemberVotes {
    private final NewestVote proposal = new NewestVote();
    private final NewestVote commit = new NewestVote();
    private ViewChangeProof viewChange;
  }

  /** One vote, without an object of its own: most are replaced at the next height. */
  private static final class NewestVote {
    private VotePhase phase;
    private long view;
    private long height;
    private Hash block;
    private Signature signature;

    void retain(VotePhase cast, long inView, long atHeight, Hash value, Signature signed) {
      boolean isNewer = signature == null || inView > view || (inView == view && atHeight > height);
      if (isNewer) {
        phase = cast;
        view = inView;
        height = atHeight;
        block = value;
        signature = signed;
      }
    }

    Optional<VoteEvidence> evidence(PublicKey member) {
      return signature == null
          ? Optional.empty()
          : Optional.of(
              new VoteEvidence(phase, view, height, block, new SignedVote(member, signature)));
    }
  }

  VoteWitness(PbftState state) {
    this.state = state;
    members = state.members();
    byMember = Stream.generate(MemberVotes::new).limit(members.size()).toList();
  }

  /** A member's message arrived, whether or not it still counts. */
  void observe(Verified verified) {
    MemberVotes votes = of(verified.sender());
    Signature signature = verified.envelope().signature();
    switch (verified.message()) {
      case PrePrepare said -> {
        Header header = said.block().header();
        votes.proposal.retain(
            VotePhase.PRE_PREPARE, said.view(), header.height(), header.hash(), signature);
      }
      case Prepare said ->
          votes.proposal.retain(
              VotePhase.PREPARE, said.view(), said.height(), said.block(), signature);
      case Commit said ->
          votes.commit.retain(
              VotePhase.COMMIT, said.view(), said.height(), said.block(), signature);
      case ViewChange said -> {
        ViewChangeProof held = votes.viewChange;
        if (held == null || said.newView() > held.viewChange().newView()) {
          votes.viewChange = new ViewChangeProof(verified.sender(), said, signature);
        }
      }
      default -> {} // no vote
    }
  }

  /** What is held of a member; nothing of a former member. */
  @SuppressWarnings("ReferenceEquality") // each epoch has one object, and this runs for every vote
  private MemberVotes of(PublicKey member) {
    if (members != state.members()) {
      forgetFormerMembers();
    }
    int index = members.indexOf(member);
    return index < 0 ? new MemberVotes() : byMember.get(index);
  }

  /** Discards what former members signed. */
  private void forgetFormerMembers() {
    Membership former = members;
    List<MemberVotes> theirs = byMember;
    members = state.members();
    byMember =
        members.keys().stream()
            .map(former::indexOf)
            .map(index -> index < 0 ? new MemberVotes() : theirs.get(index))
            .toList();
  }

  VoteReport report(PublicKey member, long nonce) {
    MemberVotes held = of(member);
    List<VoteEvidence> votes = new ArrayList<>();
    newest(held.proposal.evidence(member), proposalsInCertificates(member)).ifPresent(votes::add);
    newest(held.commit.evidence(member), commitsInCertificates(member)).ifPresent(votes::add);
    return new VoteReport(
        nonce, state.chain.height(), votes, Optional.ofNullable(held.viewChange).stream().toList());
  }

  private static Optional<VoteEvidence> newest(
      Optional<VoteEvidence> arrived, List<VoteEvidence> logged) {
    return Stream.concat(logged.stream(), arrived.stream()).max(VoteEvidence.BY_AGE);
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
