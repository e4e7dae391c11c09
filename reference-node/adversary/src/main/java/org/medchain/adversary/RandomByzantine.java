package org.medchain.adversary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.adversary.AdversaryKnowledge.VotedBlock;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;

/**
 * A Byzantine member that sends at random what its key allows and others may accept: several blocks
 * for one height, votes for all of them, certificates from any signatures, others' signatures under
 * other statements, blocks from the future, requests again.
 */
public final class RandomByzantine {
  private static final int RECENT = 6;

  /** How many votes a flood has. */
  private static final int FLOOD_SIZE = 120;

  /** Of twenty things that it may do, voting for all. */
  private static final int VOTE_FOR_ALL = 9;

  /** A height that no run reaches. */
  private static final long UNREACHED_HEIGHT = 1_000_000;

  private final ByzantineHost host;
  private final AdversaryKnowledge knowledge;
  private final InventedBlocks inventedBlocks;
  private final ByzantineViewChanges viewChanges;

  /** The only receiver of its COMMITs, if it has one, which may then be the only one to decide. */
  private final Optional<PublicKey> favouredMember;

  /** Whether all that it does is made for one moment. */
  private final boolean isTargeted;

  private SeededDraws random = new SeededDraws(0);

  /**
   * One that has not done anything yet.
   *
   * @param host signs and carries what it says
   * @param knowledge the messages that it has got: the caller adds to it
   * @param favourite the only receiver of its COMMITs
   * @param targeted whether it wants only the favourite to decide, in one view
   */
  public RandomByzantine(
      ByzantineHost host,
      AdversaryKnowledge knowledge,
      Optional<PublicKey> favourite,
      boolean targeted) {
    this.host = host;
    this.knowledge = knowledge;
    this.favouredMember = favourite;
    this.isTargeted = targeted;
    this.inventedBlocks = new InventedBlocks(host, knowledge);
    this.viewChanges = new ByzantineViewChanges(inventedBlocks, favourite, targeted);
  }

  /** Does one thing, which depends on the draws and on its knowledge. */
  public void act(SeededDraws draws) {
    random = draws;
    if (viewChanges.viewToOpen().isPresent() && random.chance(isTargeted ? 500 : 150)) {
      viewChanges.newView(this::ownView, random);
      return;
    }
    int what = random.below(20);
    switch (isTargeted && what < 7 ? VOTE_FOR_ALL : what) {
      case 0, 1, 2 -> propose();
      case 3, 4, 5, 6 -> proposeConflicting();
      case 7 -> vote(true);
      case 8 -> vote(false);
      case VOTE_FOR_ALL, 10, 11 -> voteForAll();
      case 12, 13 -> {
        long view = knowledge.highestView + random.below(2);
        host.sendSome(viewChanges.viewChange(view, random), random);
      }
      case 14, 15 -> viewChanges.newView(this::ownView, random);
      case 16, 17 -> recastVotes();
      case 18 -> swapTransactions();
      default -> {
        if (random.chance(50)) {
          flood();
        } else {
          sendFalseFacts();
        }
      }
    }
  }

  /** One or two blocks for a height, each for a part of the others, and its votes for all. */
  private void proposeConflicting() {
    long view = ownView();
    if (view < 0) {
      return;
    }
    Block parent = inventedBlocks.highest();
    // A competitor of a block that the others are about to decide, or that not all have received
    // yet.
    for (int back = random.below(3); back > 0 && parent.height() > 0; back--) {
      parent = knowledge.blocks.getOrDefault(parent.parent(), parent);
    }
    for (int i = random.chance(600) ? 2 : 1; i > 0; i--) {
      sendProposal(new PrePrepare(view, inventedBlocks.childOf(parent, random)));
    }
    voteForAll();
  }

  private void sendProposal(PrePrepare proposal) {
    host.sign(
        proposal,
        signed -> {
          knowledge.observe(proposal, signed);
          host.sendSome(signed, random);
        });
  }

  /**
   * PREPARE and COMMIT for all that was proposed last, against its own earlier votes; once each.
   */
  private void voteForAll() {
    List<VotedBlock> ballots = List.copyOf(knowledge.proposals.keySet());
    int from = Math.max(0, ballots.size() - RECENT);
    for (VotedBlock each : ballots.subList(from, ballots.size())) {
      boolean own = knowledge.proposals.get(each).signer().equals(host.self());
      if (!own && !knowledge.prepares.getOrDefault(each, Map.of()).containsKey(host.self())) {
        vote(true, each);
      }
      if (!knowledge.commits.getOrDefault(each, Map.of()).containsKey(host.self())) {
        vote(false, each);
      }
    }
  }

  /** A new block to some, and its signed header over other requests to the others. */
  private void swapTransactions() {
    long view = ownView();
    Block block = inventedBlocks.childOf(inventedBlocks.highest(), random);
    if (view < 0) {
      return;
    }
    PrePrepare proposal = new PrePrepare(view, block);
    host.sign(
        proposal,
        signed -> {
          knowledge.observe(proposal, signed);
          List<Transaction> swapped = new ArrayList<>();
          block
              .transactions()
              .forEach(
                  each -> inventedBlocks.batch(random).stream().limit(1).forEach(swapped::add));
          Bytes body = new Encoder().int64(view).value(block.header()).list(swapped).toBytes();
          Envelope wrong = new Envelope(signed.code(), host.self(), body, signed.signature());
          for (PublicKey member : host.members().keys()) {
            if (!member.equals(host.self())) {
              host.send(member, random.chance(500) ? wrong : signed);
            }
          }
        });
    voteForAll();
  }

  /** A view that it leads, at or near the highest; now and then one that it does not. */
  private long ownView() {
    long view = knowledge.highestView + random.below(2);
    if (random.chance(100)) {
      return view;
    }
    int size = host.members().size();
    return view - Math.floorMod(view - host.members().indexOf(host.self()), size);
  }

  private void propose() {
    long view = ownView();
    for (int i = random.below(3); view >= 0 && i >= 0; i--) {
      Block block =
          random.chance(600)
              ? inventedBlocks.childOfAny(random)
              : InventedBlocks.recent(knowledge.blocks.values(), random);
      if (block.height() > 0) {
        sendProposal(new PrePrepare(view, block));
      }
    }
  }

  private void vote(boolean isPrepare) {
    if (!knowledge.proposals.isEmpty()) {
      vote(isPrepare, InventedBlocks.recent(knowledge.proposals.keySet(), random));
    }
  }

  private void vote(boolean isPrepare, VotedBlock ballot) {
    long view = ballot.view() + (random.chance(30) ? random.between(-1, 1) : 0);
    if (view < 0) {
      return;
    }
    VotedBlock said = new VotedBlock(view, ballot.height(), ballot.block());
    host.sign(
        isPrepare ? said.prepare() : said.commit(),
        signed -> {
          AdversaryKnowledge.note(
              isPrepare ? knowledge.prepares : knowledge.commits,
              said,
              new SignedVote(host.self(), signed.signature()));
          if (isPrepare || favouredMember.isEmpty()) {
            host.sendSome(signed, random);
          } else {
            host.send(favouredMember.get(), signed);
          }
        });
  }

  /** Others' PRE-PREPAREs and PREPAREs as COMMITs, which only a careless signature bears. */
  private void recastVotes() {
    if (knowledge.proposals.isEmpty()) {
      return;
    }
    VotedBlock ballot = InventedBlocks.recent(knowledge.proposals.keySet(), random);
    List<SignedVote> votes =
        new ArrayList<>(knowledge.prepares.getOrDefault(ballot, Map.of()).values());
    votes.add(knowledge.proposals.get(ballot));
    Bytes body = QuorumCertificate.statement(ballot.view(), ballot.height(), ballot.block());
    for (SignedVote vote : votes) {
      Envelope recast = new Envelope(Commit.TYPE.code(), vote.signer(), body, vote.signature());
      host.sendSome(recast, random);
    }
    vote(false, ballot);
  }

  /** Votes far above everything, to one replica, which must not keep them. */
  private void flood() {
    PublicKey victim = random.pick(host.members().keys());
    for (int i = 0; !victim.equals(host.self()) && i < FLOOD_SIZE; i++) {
      long height = UNREACHED_HEIGHT + i;
      Commit vote = new Commit(knowledge.highestView, height, knowledge.genesis().hash());
      host.sign(vote, signed -> host.send(victim, signed));
    }
  }

  /** False self-certifying messages. */
  private void sendFalseFacts() {
    Block block = InventedBlocks.recent(knowledge.blocks.values(), random);
    if (knowledge.certificates.isEmpty() || random.chance(500)) {
      long height = block.height() + random.below(3);
      boolean changing = random.chance(500);
      long stable = random.below((int) height + 1);
      host.sendSome(new Status(knowledge.highestView, changing, height, stable), random);
    } else {
      QuorumCertificate other = InventedBlocks.recent(knowledge.certificates, random);
      host.sendSome(new DecidedBlock(block, other), random);
    }
  }
}
