package org.medchain.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.pbft.Commit;
import org.medchain.consensus.pbft.DecidedBlock;
import org.medchain.consensus.pbft.PrePrepare;
import org.medchain.consensus.pbft.Prepare;
import org.medchain.consensus.pbft.Status;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
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

  /** Of twenty things that it may do, voting for all. */
  private static final int VOTES = 9;

  /** A height that no schedule comes to. */
  private static final long FAR = 1_000_000;

  private final String name;
  private final KeyPair keys;
  private final Setting setting;
  private final Hearsay heard;
  private final Voice voice;
  private final Invention invention;
  private final Usurper usurper;

  /** Who alone gets its COMMITs, if it has one, and may so decide what others do not. */
  private final Optional<PublicKey> favourite;

  /** Whether all that it does is made for one moment. */
  private final boolean plots;

  private Draw draw = new Draw(0);

  Puppet(String name, KeyPair keys, World world, Setting setting) {
    this.name = name;
    this.keys = keys;
    this.setting = setting;
    Optional<PublicKey> victim = Coup.victim(setting.plan()).map(setting::key);
    plots = victim.isPresent();
    favourite = plots ? victim : favourite();
    heard = new Hearsay(setting.genesis(), world.freshLedger());
    voice = new Voice(this, keys, setting.members(), world);
    invention = new Invention(key(), world, setting, heard);
    usurper = new Usurper(voice, setting, heard, invention, favourite, plots);
  }

  private Optional<PublicKey> favourite() {
    Draw taste = Draw.of(setting.plan().seed(), "favourite");
    PublicKey any = taste.pick(setting.members().keys());
    return taste.chance(600) ? Optional.of(any) : Optional.empty();
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

  @Override
  public void say(Draw how) {
    draw = how;
    if (usurper.openable().isPresent() && draw.chance(plots ? 500 : 150)) {
      usurper.newView(this::ownView, draw);
      return;
    }
    int what = draw.below(20);
    switch (plots && what < 7 ? VOTES : what) {
      case 0, 1, 2 -> propose();
      case 3, 4, 5, 6 -> split();
      case 7 -> vote(true);
      case 8 -> vote(false);
      case VOTES, 10, 11 -> voteForAll();
      case 12, 13 ->
          voice.toSome(usurper.viewChange(heard.highestView + draw.below(2), draw), draw);
      case 14, 15 -> usurper.newView(this::ownView, draw);
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
    Block parent = invention.highest();
    // Beside what the others are about to decide, or have decided where not all have heard of it.
    for (int back = draw.below(3); back > 0 && parent.height() > 0; back--) {
      parent = heard.blocks.get(parent.parent());
    }
    for (int i = draw.chance(600) ? 2 : 1; i > 0; i--) {
      offer(view, invention.childOf(parent, draw));
    }
    voteForAll();
  }

  private void offer(long view, Block block) {
    PrePrepare message = new PrePrepare(view, block);
    Envelope sealed = voice.seal(message);
    heard.prePrepare(message, new SignedVote(key(), sealed.signature()));
    voice.toSome(sealed, draw);
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
    Block block = invention.childOf(invention.highest(), draw);
    if (view < 0) {
      return;
    }
    heard.prePrepare(
        new PrePrepare(view, block),
        new SignedVote(key(), voice.seal(new PrePrepare(view, block)).signature()));
    List<Transaction> swapped = new ArrayList<>();
    while (swapped.size() < block.transactions().size()) {
      swapped.add(invention.batch(draw).get(0));
    }
    Envelope sealed = voice.seal(new PrePrepare(view, block));
    Bytes body = new Encoder().int64(view).value(block.header()).list(swapped).toBytes();
    Envelope wrong = new Envelope(sealed.code(), key(), body, sealed.signature());
    for (PublicKey member : members().keys()) {
      if (!member.equals(key())) {
        voice.to(member, draw.chance(500) ? wrong : sealed);
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
      Block block =
          draw.chance(600) ? invention.any(draw) : Invention.recent(heard.blocks.values(), draw);
      if (block.height() > 0) {
        offer(view, block);
      }
    }
  }

  private void vote(boolean isPrepare) {
    if (heard.proposed.isEmpty()) {
      return;
    }
    vote(isPrepare, Invention.recent(heard.proposed.keySet(), draw));
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
    Envelope sealed = voice.seal(message);
    Hearsay.note(
        isPrepare ? heard.prepares : heard.commits,
        new Hearsay.Ballot(view, ballot.height(), ballot.block()),
        new SignedVote(key(), sealed.signature()));
    if (isPrepare || favourite.isEmpty()) {
      voice.toSome(sealed, draw);
    } else {
      voice.to(favourite.get(), sealed);
    }
  }

  /** Others' PRE-PREPAREs and PREPAREs as COMMITs, which only a careless signature bears. */
  private void recast() {
    if (heard.proposed.isEmpty()) {
      return;
    }
    Hearsay.Ballot ballot = Invention.recent(heard.proposed.keySet(), draw);
    List<SignedVote> votes =
        new ArrayList<>(heard.prepares.getOrDefault(ballot, Map.of()).values());
    votes.add(heard.proposed.get(ballot));
    Bytes body = QuorumCertificate.statement(ballot.view(), ballot.height(), ballot.block());
    for (SignedVote vote : votes) {
      voice.toSome(new Envelope(Commit.TYPE.code(), vote.signer(), body, vote.signature()), draw);
    }
    vote(false, ballot);
  }

  /** Votes far above everything, to one replica: nobody may keep them. */
  private void flood() {
    PublicKey victim = draw.pick(members().keys());
    for (int i = 0; !victim.equals(key()) && i < FLOOD; i++) {
      Commit vote = new Commit(heard.highestView, FAR + i, setting.genesis().hash());
      voice.to(victim, voice.seal(vote));
    }
  }

  /** Statements of fact that are none. */
  private void claim() {
    Block block = Invention.recent(heard.blocks.values(), draw);
    if (heard.decided.isEmpty() || draw.chance(500)) {
      long height = block.height() + draw.below(3);
      voice.toSome(
          new Status(heard.highestView, draw.chance(500), height, draw.below((int) height + 1)),
          draw);
    } else {
      voice.toSome(new DecidedBlock(block, Invention.recent(heard.decided, draw)), draw);
    }
  }
}
