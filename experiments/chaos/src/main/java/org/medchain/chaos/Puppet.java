package org.medchain.chaos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.consensus.Execution;
import org.medchain.consensus.Quorum;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.pbft.Commit;
import org.medchain.consensus.pbft.DecidedBlock;
import org.medchain.consensus.pbft.NewView;
import org.medchain.consensus.pbft.PrePrepare;
import org.medchain.consensus.pbft.Prepare;
import org.medchain.consensus.pbft.PreparedCertificate;
import org.medchain.consensus.pbft.Status;
import org.medchain.consensus.pbft.ViewChange;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;
import org.medchain.data.RandomString;
import org.medchain.data.Transaction;
import org.medchain.network.Authentication.Verified;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;
import org.medchain.network.Message;

/**
 * A Byzantine member that says, at random, whatever its key lets it say and others may believe:
 * several blocks for one height, votes for all of them, certificates from whatever was signed,
 * other people's signatures under other statements, blocks from the future, requests again.
 */
final class Puppet implements Speaker {
  private static final int RECENT = 6;

  /** How many votes a flood has. */
  private static final int FLOOD = 120;

  /** A height that no schedule comes to. */
  private static final long FAR = 1_000_000;

  /** What no chain's operations know: such a request changes no register. */
  private static final int NONSENSE = 50;

  private final String name;
  private final KeyPair keys;
  private final World world;
  private final Setting setting;
  private final Hearsay heard;

  /** Who alone gets its COMMITs, if it has one, and may so decide what others do not. */
  private final PublicKey favourite;

  private final boolean favours;
  private long requests;
  private Draw draw = new Draw(0);

  Puppet(String name, KeyPair keys, World world, Setting setting) {
    this.name = name;
    this.keys = keys;
    this.world = world;
    this.setting = setting;
    Draw taste = Draw.of(setting.plan().seed(), "favourite");
    favourite = taste.pick(setting.members().keys());
    favours = taste.chance(600);
    heard = new Hearsay(setting.genesis(), world.freshLedger());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public PublicKey key() {
    return keys.publicKey();
  }

  @Override
  public void receive(Mail mail) {
    if (mail.authentication() instanceof Verified verified) {
      heard.hear(verified);
    }
  }

  private Membership members() {
    return setting.members();
  }

  private int quorum() {
    return new Quorum(members().size()).size();
  }

  @Override
  public void say(Draw how) {
    draw = how;
    if (openable().isPresent() && draw.chance(150)) {
      newView();
      return;
    }
    switch (draw.below(20)) {
      case 0, 1, 2 -> propose();
      case 3, 4, 5, 6 -> split();
      case 7 -> vote(true);
      case 8 -> vote(false);
      case 9, 10, 11 -> voteForAll();
      case 12, 13 -> sendSome(viewChange(heard.highestView + draw.below(2)));
      case 14, 15 -> newView();
      case 16, 17 -> recast();
      case 18 -> swap();
      default -> {
        if (draw.chance(50)) {
          flood();
        } else {
          claim();
        }
      }
    }
  }

  /** One or two blocks for a height, each for a part of the others, and its votes for all. */
  private void split() {
    long view = ownView();
    if (view < 0) {
      return;
    }
    Block parent = highest();
    // Beside what the others are about to decide, or have decided where not all have heard of it.
    for (int back = draw.below(3); back > 0 && parent.height() > 0; back--) {
      parent = heard.blocks.get(parent.parent());
    }
    for (int i = draw.chance(600) ? 2 : 1; i > 0; i--) {
      offer(view, childOf(parent));
    }
    voteForAll();
  }

  private void offer(long view, Block block) {
    PrePrepare message = new PrePrepare(view, block);
    Envelope sealed = world.seal(keys, message);
    heard.prePrepare(message, new SignedVote(key(), sealed.signature()));
    sendSome(sealed);
  }

  /** The highest block that somebody else has voted for: what the others will build on. */
  private Block highest() {
    Block highest = setting.genesis();
    for (Map.Entry<Hearsay.Ballot, Map<PublicKey, SignedVote>> each : heard.prepares.entrySet()) {
      Block block = heard.blocks.get(each.getKey().block());
      boolean others = each.getValue().keySet().stream().anyMatch(voter -> !voter.equals(key()));
      if (others
          && block != null
          && heard.ledgers.containsKey(block.hash())
          && block.height() > highest.height()) {
        highest = block;
      }
    }
    return highest;
  }

  /** PREPARE and COMMIT for all that was proposed last, whatever else it voted for; once each. */
  private void voteForAll() {
    List<Hearsay.Ballot> ballots = List.copyOf(heard.proposed.keySet());
    int from = Math.max(0, ballots.size() - RECENT);
    for (Hearsay.Ballot each : ballots.subList(from, ballots.size())) {
      boolean own = heard.proposed.get(each).signer().equals(key());
      if (!own && !heard.prepares.getOrDefault(each, Map.of()).containsKey(key())) {
        vote(true, each);
      }
      if (!heard.commits.getOrDefault(each, Map.of()).containsKey(key())) {
        vote(false, each);
      }
    }
  }

  /** A new block to some, and its signed header over other requests to the others. */
  private void swap() {
    long view = ownView();
    Block block = childOf(highest());
    if (view < 0) {
      return;
    }
    heard.prePrepare(
        new PrePrepare(view, block),
        new SignedVote(key(), world.seal(keys, new PrePrepare(view, block)).signature()));
    List<Transaction> swapped = new ArrayList<>();
    while (swapped.size() < block.transactions().size()) {
      swapped.add(batch().get(0));
    }
    Envelope sealed = world.seal(keys, new PrePrepare(view, block));
    Bytes body = new Encoder().int64(view).value(block.header()).list(swapped).toBytes();
    Envelope wrong = new Envelope(sealed.code(), key(), body, sealed.signature());
    for (PublicKey member : members().keys()) {
      if (!member.equals(key())) {
        world.send(this, member, draw.chance(500) ? wrong : sealed);
      }
    }
    voteForAll();
  }

  /** A view that it leads, at or near the highest; now and then one that it does not. */
  private long ownView() {
    long view = heard.highestView + draw.below(2);
    if (draw.chance(100)) {
      return view;
    }
    return view - Math.floorMod(view - members().indexOf(key()), members().size());
  }

  private void propose() {
    long view = ownView();
    for (int i = draw.below(3); view >= 0 && i >= 0; i--) {
      Block block = draw.chance(600) ? child() : pick(heard.blocks.values());
      if (block.height() > 0) {
        offer(view, block);
      }
    }
  }

  /** A new block, in most cases a valid one, on any block that it knows. */
  private Block child() {
    return childOf(heard.blocks.get(pick(heard.ledgers.keySet())));
  }

  private Block childOf(Block parent) {
    Block reported = parent;
    while (reported.height() > Math.max(0, parent.height() + 1 - setting.chain().window())) {
      reported = heard.blocks.get(reported.parent());
    }
    List<Transaction> batch = batch();
    Header genesis = setting.genesis().header();
    Execution roots = heard.ledgers.get(reported.hash()).last().orElse(null);
    long ahead = draw.chance(60) ? 1_000_000_000L : 0;
    Header header =
        new Header(
            Header.VERSION,
            parent.hash(),
            parent.header().timestampMs() + ahead,
            MerkleTree.rootOf(batch),
            batch.size(),
            parent.height() + 1,
            draw.chance(30) ? Hash.ZERO : roots == null ? genesis.stateRoot() : roots.stateRoot(),
            roots == null ? genesis.receiptsRoot() : roots.receiptsRoot(),
            setting.chain().difficulty(),
            RandomString.ZERO);
    return Block.of(header, batch);
  }

  /** One request: of a client, perhaps executed long ago, or of its own. */
  private List<Transaction> batch() {
    if (!heard.requests.isEmpty() && draw.chance(500)) {
      Transaction again = pick(heard.requests);
      return draw.chance(50) ? List.of(again, again) : List.of(again);
    }
    KeyPair mallory = setting.client(1000 + members().indexOf(key()));
    return List.of(world.request(mallory, ++requests, NONSENSE, Bytes.EMPTY));
  }

  private void vote(boolean isPrepare) {
    if (heard.proposed.isEmpty()) {
      return;
    }
    vote(isPrepare, pick(heard.proposed.keySet()));
  }

  private void vote(boolean isPrepare, Hearsay.Ballot ballot) {
    long view = ballot.view() + (draw.chance(30) ? draw.between(-1, 1) : 0);
    if (view < 0) {
      return;
    }
    Message message =
        isPrepare
            ? new Prepare(view, ballot.height(), ballot.block())
            : new Commit(view, ballot.height(), ballot.block());
    Envelope sealed = world.seal(keys, message);
    Hearsay.note(
        isPrepare ? heard.prepares : heard.commits,
        new Hearsay.Ballot(view, ballot.height(), ballot.block()),
        new SignedVote(key(), sealed.signature()));
    if (isPrepare || !favours) {
      sendSome(sealed);
    } else {
      world.send(this, favourite, sealed);
    }
  }

  /** Of the certificates that can be made from what was said, any that do not contradict form. */
  private ViewChange viewChange(long view) {
    QuorumCertificate stable = QuorumCertificate.ofGenesis(setting.genesis().hash());
    for (Map.Entry<Hearsay.Ballot, Map<PublicKey, SignedVote>> each : heard.commits.entrySet()) {
      Hearsay.Ballot ballot = each.getKey();
      if (each.getValue().size() >= quorum() && draw.chance(300)) {
        List<SignedVote> votes = List.copyOf(each.getValue().values()).subList(0, quorum());
        stable = new QuorumCertificate(ballot.view(), ballot.height(), ballot.block(), votes);
      }
    }
    Map<Long, PreparedCertificate> prepared = new TreeMap<>();
    for (Map.Entry<Hearsay.Ballot, SignedVote> each : heard.proposed.entrySet()) {
      Hearsay.Ballot ballot = each.getKey();
      List<SignedVote> votes =
          heard.prepares.getOrDefault(ballot, Map.of()).values().stream()
              .filter(vote -> !vote.signer().equals(each.getValue().signer()))
              .limit(quorum() - 1L)
              .toList();
      boolean enough = votes.size() == quorum() - 1 || draw.chance(30);
      if (draw.chance(500) && enough && ballot.view() < view && ballot.height() > stable.height()) {
        prepared.put(
            ballot.height(),
            new PreparedCertificate(
                ballot.view(), heard.blocks.get(ballot.block()).header(), each.getValue(), votes));
      }
    }
    return new ViewChange(view, stable, List.copyOf(prepared.values()));
  }

  private void newView() {
    Optional<Long> open = openable();
    long view = open.isPresent() && draw.chance(850) ? open.get() : ownView();
    List<NewView.Proof> proofs =
        new ArrayList<>(heard.changes.getOrDefault(view, Map.of()).values());
    proofs.removeIf(proof -> proof.sender().equals(key()));
    if (view <= 0 || view == 1L << 40) {
      return;
    }
    if (favours && proofs.size() >= quorum()) {
      proofs.removeIf(proof -> proof.sender().equals(favourite));
    }
    while (proofs.size() > quorum() - 1) {
      proofs.remove(draw.below(proofs.size()));
    }
    QuorumCertificate start = start(proofs);
    Block parent = heard.blocks.get(start.block());
    boolean ignores = parent != null && heard.ledgers.containsKey(start.block());
    Block other = childOf(ignores ? parent : highest());
    ViewChange own = draw.chance(300) ? invented(view, start, other) : viewChange(view);
    proofs.add(new NewView.Proof(key(), own, world.seal(keys, own).signature()));
    if (proofs.size() == quorum() || draw.chance(100)) {
      Envelope opened = world.seal(keys, new NewView(view, proofs));
      if (draw.chance(300)) {
        sendSome(opened);
      } else {
        insist(opened, view, other);
      }
    }
  }

  /** Has everybody enter its view and decide this block there, if they can be made to. */
  private void insist(Envelope opened, long view, Block block) {
    Envelope proposal = world.seal(keys, new PrePrepare(view, block));
    heard.prePrepare(new PrePrepare(view, block), new SignedVote(key(), proposal.signature()));
    world.broadcast(this, opened);
    world.broadcast(this, proposal);
    world.broadcast(this, world.seal(keys, new Commit(view, block.height(), block.hash())));
  }

  /** The highest view that it leads and for which it knows enough VIEW-CHANGEs. */
  private Optional<Long> openable() {
    return heard.changes.entrySet().stream()
        .filter(each -> each.getValue().size() >= quorum() - 1)
        .map(Map.Entry::getKey)
        .filter(view -> Math.floorMod(view, members().size()) == members().indexOf(key()))
        .reduce((first, second) -> second);
  }

  /** What the others of these know to be decided. */
  private QuorumCertificate start(List<NewView.Proof> proofs) {
    QuorumCertificate start = QuorumCertificate.ofGenesis(setting.genesis().hash());
    for (NewView.Proof proof : proofs) {
      QuorumCertificate stable = proof.viewChange().stable();
      start = stable.height() > start.height() ? stable : start;
    }
    return start;
  }

  /** Claims to be prepared, in the very view that it asks for, for a block without votes. */
  private ViewChange invented(long view, QuorumCertificate start, Block other) {
    SignedVote own =
        new SignedVote(key(), world.seal(keys, new PrePrepare(view, other)).signature());
    PreparedCertificate none = new PreparedCertificate(view, other.header(), own, List.of());
    return new ViewChange(view, start, other.height() > start.height() ? List.of(none) : List.of());
  }

  /** Others' PRE-PREPAREs and PREPAREs as COMMITs, which only a careless signature bears. */
  private void recast() {
    if (heard.proposed.isEmpty()) {
      return;
    }
    Hearsay.Ballot ballot = pick(heard.proposed.keySet());
    List<SignedVote> votes =
        new ArrayList<>(heard.prepares.getOrDefault(ballot, Map.of()).values());
    votes.add(heard.proposed.get(ballot));
    Bytes body = QuorumCertificate.statement(ballot.view(), ballot.height(), ballot.block());
    for (SignedVote vote : votes) {
      sendSome(new Envelope(Commit.TYPE.code(), vote.signer(), body, vote.signature()));
    }
    vote(false, ballot);
  }

  /** Votes far above everything, to one replica: nobody may keep them. */
  private void flood() {
    PublicKey victim = draw.pick(members().keys());
    for (int i = 0; !victim.equals(key()) && i < FLOOD; i++) {
      Commit vote = new Commit(heard.highestView, FAR + i, setting.genesis().hash());
      world.send(this, victim, world.seal(keys, vote));
    }
  }

  /** Statements of fact that are none. */
  private void claim() {
    Block block = pick(heard.blocks.values());
    if (heard.decided.isEmpty() || draw.chance(500)) {
      long height = block.height() + draw.below(3);
      sendSome(
          new Status(heard.highestView, draw.chance(500), height, draw.below((int) height + 1)));
    } else {
      sendSome(new DecidedBlock(block, pick(heard.decided)));
    }
  }

  private void sendSome(Message message) {
    sendSome(world.seal(keys, message));
  }

  /** Sends to a random part of the others. */
  private void sendSome(Envelope sealed) {
    for (PublicKey member : members().keys()) {
      if (!member.equals(key()) && draw.chance(700)) {
        world.send(this, member, sealed);
      }
    }
  }

  /** Rather one of the last few than any: what is long past is out of everybody's range. */
  private <T> T pick(Collection<T> from) {
    int last = draw.chance(750) ? Math.min(RECENT, from.size()) : from.size();
    return List.copyOf(from).get(from.size() - 1 - draw.below(last));
  }
}
