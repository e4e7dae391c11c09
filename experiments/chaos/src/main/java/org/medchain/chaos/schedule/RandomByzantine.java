package org.medchain.chaos.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.AuthenticationResult.Verified;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;
import org.medchain.network.Message;

/**
 * A Byzantine member that sends at random what its key allows and others may accept: several blocks
 * for one height, votes for all of them, certificates from any signatures, others' signatures under
 * other statements, blocks from the future, requests again.
 */
final class RandomByzantine extends Endpoint.KeyedEndpoint implements Endpoint.ByzantineActor {
  private static final int RECENT = 6;

  /** How many votes a flood has. */
  private static final int FLOOD_SIZE = 120;

  /** Of twenty things that it may do, voting for all. */
  private static final int VOTE_FOR_ALL = 9;

  /** A height that no schedule reaches. */
  private static final long UNREACHED_HEIGHT = 1_000_000;

  private final ScheduleSetup setup;
  private final ObservedMessages observed;
  private final ByzantineSender sender;
  private final InventedBlocks inventedBlocks;
  private final ByzantineViewChanges viewChanges;

  /** The only receiver of its COMMITs, if it has one, which may so decide alone. */
  private final Optional<PublicKey> favouredMember;

  /** Whether all that it does is made for one moment. */
  private final boolean isTargeted;

  private ScheduleRandom random = new ScheduleRandom(0);

  RandomByzantine(String name, KeyPair keys, ScheduledSystem world, ScheduleSetup setting) {
    super(name, keys, world);
    this.setup = setting;
    Optional<PublicKey> victim = IsolatedDecisionSchedule.victim(setting.plan()).map(setting::key);
    isTargeted = victim.isPresent();
    favouredMember = isTargeted ? victim : favouredMember();
    observed = new ObservedMessages(setting.genesis(), world.freshStateMachine());
    sender = new ByzantineSender(this, keys, setting.members(), world);
    inventedBlocks = new InventedBlocks(key(), world, setting, observed);
    viewChanges =
        new ByzantineViewChanges(
            sender, setting, observed, inventedBlocks, favouredMember, isTargeted);
  }

  private Optional<PublicKey> favouredMember() {
    ScheduleRandom taste = ScheduleRandom.of(setup.plan().seed(), "favourite");
    PublicKey any = taste.pick(setup.members().keys());
    return taste.chance(600) ? Optional.of(any) : Optional.empty();
  }

  @Override
  public void receive(SharedEnvelope mail) {
    if (mail.authentication() instanceof Verified verified) {
      observed.observe(verified);
    }
  }

  private Membership members() {
    return setup.members();
  }

  @Override
  public void act(ScheduleRandom how) {
    random = how;
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
      case 12, 13 ->
          sender.toSome(
              viewChanges.viewChange(observed.highestView + random.below(2), random), random);
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
      parent = observed.blocks.get(parent.parent());
    }
    for (int i = random.chance(600) ? 2 : 1; i > 0; i--) {
      sendProposal(view, inventedBlocks.childOf(parent, random));
    }
    voteForAll();
  }

  private void sendProposal(long view, Block block) {
    PrePrepare message = new PrePrepare(view, block);
    Envelope sealed = sender.seal(message);
    observed.prePrepare(message, new SignedVote(key(), sealed.signature()));
    sender.toSome(sealed, random);
  }

  /**
   * PREPARE and COMMIT for all that was proposed last, against its own earlier votes; once each.
   */
  private void voteForAll() {
    List<ObservedMessages.BlockBallot> ballots = List.copyOf(observed.proposals.keySet());
    int from = Math.max(0, ballots.size() - RECENT);
    for (ObservedMessages.BlockBallot each : ballots.subList(from, ballots.size())) {
      boolean own = observed.proposals.get(each).signer().equals(key());
      if (!own && !observed.prepares.getOrDefault(each, Map.of()).containsKey(key())) {
        vote(true, each);
      }
      if (!observed.commits.getOrDefault(each, Map.of()).containsKey(key())) {
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
    observed.prePrepare(
        new PrePrepare(view, block),
        new SignedVote(key(), sender.seal(new PrePrepare(view, block)).signature()));
    List<Transaction> swapped = new ArrayList<>();
    while (swapped.size() < block.transactions().size()) {
      swapped.add(inventedBlocks.batch(random).get(0));
    }
    Envelope sealed = sender.seal(new PrePrepare(view, block));
    Bytes body = new Encoder().int64(view).value(block.header()).list(swapped).toBytes();
    Envelope wrong = new Envelope(sealed.code(), key(), body, sealed.signature());
    for (PublicKey member : members().keys()) {
      if (!member.equals(key())) {
        sender.to(member, random.chance(500) ? wrong : sealed);
      }
    }
    voteForAll();
  }

  /** A view that it leads, at or near the highest; now and then one that it does not. */
  private long ownView() {
    long view = observed.highestView + random.below(2);
    if (random.chance(100)) {
      return view;
    }
    return view - Math.floorMod(view - members().indexOf(key()), members().size());
  }

  private void propose() {
    long view = ownView();
    for (int i = random.below(3); view >= 0 && i >= 0; i--) {
      Block block =
          random.chance(600)
              ? inventedBlocks.childOfAny(random)
              : InventedBlocks.recent(observed.blocks.values(), random);
      if (block.height() > 0) {
        sendProposal(view, block);
      }
    }
  }

  private void vote(boolean isPrepare) {
    if (observed.proposals.isEmpty()) {
      return;
    }
    vote(isPrepare, InventedBlocks.recent(observed.proposals.keySet(), random));
  }

  private void vote(boolean isPrepare, ObservedMessages.BlockBallot ballot) {
    long view = ballot.view() + (random.chance(30) ? random.between(-1, 1) : 0);
    if (view < 0) {
      return;
    }
    Message message =
        isPrepare
            ? new Prepare(view, ballot.height(), ballot.block())
            : new Commit(view, ballot.height(), ballot.block());
    Envelope sealed = sender.seal(message);
    ObservedMessages.note(
        isPrepare ? observed.prepares : observed.commits,
        new ObservedMessages.BlockBallot(view, ballot.height(), ballot.block()),
        new SignedVote(key(), sealed.signature()));
    if (isPrepare || favouredMember.isEmpty()) {
      sender.toSome(sealed, random);
    } else {
      sender.to(favouredMember.get(), sealed);
    }
  }

  /** Others' PRE-PREPAREs and PREPAREs as COMMITs, which only a careless signature bears. */
  private void recastVotes() {
    if (observed.proposals.isEmpty()) {
      return;
    }
    ObservedMessages.BlockBallot ballot =
        InventedBlocks.recent(observed.proposals.keySet(), random);
    List<SignedVote> votes =
        new ArrayList<>(observed.prepares.getOrDefault(ballot, Map.of()).values());
    votes.add(observed.proposals.get(ballot));
    Bytes body = QuorumCertificate.statement(ballot.view(), ballot.height(), ballot.block());
    for (SignedVote vote : votes) {
      sender.toSome(
          new Envelope(Commit.TYPE.code(), vote.signer(), body, vote.signature()), random);
    }
    vote(false, ballot);
  }

  /** Votes far above everything, to one replica, which must not keep them. */
  private void flood() {
    PublicKey victim = random.pick(members().keys());
    for (int i = 0; !victim.equals(key()) && i < FLOOD_SIZE; i++) {
      Commit vote = new Commit(observed.highestView, UNREACHED_HEIGHT + i, setup.genesis().hash());
      sender.to(victim, sender.seal(vote));
    }
  }

  /** False self-certifying messages. */
  private void sendFalseFacts() {
    Block block = InventedBlocks.recent(observed.blocks.values(), random);
    if (observed.decided.isEmpty() || random.chance(500)) {
      long height = block.height() + random.below(3);
      sender.toSome(
          new Status(
              observed.highestView, random.chance(500), height, random.below((int) height + 1)),
          random);
    } else {
      sender.toSome(
          new DecidedBlock(block, InventedBlocks.recent(observed.decided, random)), random);
    }
  }

  /**
   * How a Byzantine member speaks: signed with its key, to one, to all, or to a random part of
   * them.
   *
   * @param self who speaks
   * @param keys its keys
   * @param members whom it speaks to
   * @param system that carries it
   */
  record ByzantineSender(Endpoint self, KeyPair keys, Membership members, ScheduledSystem system) {
    Envelope seal(Message message) {
      return system.seal(keys, message);
    }

    void toSome(Message message, ScheduleRandom draw) {
      toSome(seal(message), draw);
    }

    void toSome(Envelope sealed, ScheduleRandom draw) {
      for (PublicKey member : members.keys()) {
        if (!member.equals(self.key()) && draw.chance(700)) {
          system.send(self, member, sealed);
        }
      }
    }

    void toAll(Envelope sealed) {
      system.broadcast(self, sealed);
    }

    void to(PublicKey member, Envelope sealed) {
      system.send(self, member, sealed);
    }
  }
}
