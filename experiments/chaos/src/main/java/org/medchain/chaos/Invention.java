package org.medchain.chaos;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.medchain.consensus.Execution;
import org.medchain.consensus.SignedVote;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;
import org.medchain.data.RandomString;
import org.medchain.data.Transaction;

/** The blocks that a Byzantine member makes up: in most cases valid ones, on what it has heard. */
final class Invention {
  private static final int RECENT = 6;

  /** What no chain's operations know: such a request changes no register. */
  private static final int NONSENSE = 50;

  private final PublicKey self;
  private final World world;
  private final Setting setting;
  private final Hearsay heard;
  private long requests;

  Invention(PublicKey self, World world, Setting setting, Hearsay heard) {
    this.self = self;
    this.world = world;
    this.setting = setting;
    this.heard = heard;
  }

  /** A new block on any block that it knows. */
  Block any(Draw draw) {
    return childOf(heard.blocks.get(recent(heard.ledgers.keySet(), draw)), draw);
  }

  /** The highest block that somebody else has voted for: what the others will build on. */
  Block highest() {
    Block highest = setting.genesis();
    for (Map.Entry<Hearsay.Ballot, Map<PublicKey, SignedVote>> each : heard.prepares.entrySet()) {
      Block block = heard.blocks.get(each.getKey().block());
      boolean others = each.getValue().keySet().stream().anyMatch(voter -> !voter.equals(self));
      if (others
          && block != null
          && heard.ledgers.containsKey(block.hash())
          && block.height() > highest.height()) {
        highest = block;
      }
    }
    return highest;
  }

  Block childOf(Block parent, Draw draw) {
    Block reported = parent;
    while (reported.height() > Math.max(0, parent.height() + 1 - setting.chain().window())) {
      reported = heard.blocks.get(reported.parent());
    }
    List<Transaction> batch = batch(draw);
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
  List<Transaction> batch(Draw draw) {
    if (!heard.requests.isEmpty() && draw.chance(500)) {
      Transaction again = recent(heard.requests, draw);
      return draw.chance(50) ? List.of(again, again) : List.of(again);
    }
    KeyPair mallory = setting.client(1000 + setting.members().indexOf(self));
    return List.of(world.request(mallory, ++requests, NONSENSE, Bytes.EMPTY));
  }

  /** Rather one of the last few than any: what is long past is out of everybody's range. */
  static <T> T recent(Collection<T> from, Draw draw) {
    int last = draw.chance(750) ? Math.min(RECENT, from.size()) : from.size();
    return List.copyOf(from).get(from.size() - 1 - draw.below(last));
  }
}
