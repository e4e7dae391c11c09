package org.medchain.chaos.schedule;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.medchain.consensus.ExecutionResult;
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

/** The blocks that a Byzantine member makes up: in most cases valid ones, on received blocks. */
final class InventedBlocks {
  private static final int RECENT = 6;

  /** What no chain's operations know: such a request changes no register. */
  private static final int UNKNOWN_OPERATION = 50;

  private final PublicKey self;
  private final ScheduledSystem system;
  private final ScheduleSetup setup;
  private final ObservedMessages observed;
  private long requests;

  InventedBlocks(
      PublicKey self, ScheduledSystem world, ScheduleSetup setting, ObservedMessages heard) {
    this.self = self;
    this.system = world;
    this.setup = setting;
    this.observed = heard;
  }

  /** A new block on any block that it knows. */
  Block childOfAny(ScheduleRandom draw) {
    return childOf(observed.blocks.get(recent(observed.stateMachines.keySet(), draw)), draw);
  }

  /** The highest block that another member has voted for: what the others will build on. */
  Block highest() {
    Block highest = setup.genesis();
    for (Map.Entry<ObservedMessages.BlockBallot, Map<PublicKey, SignedVote>> each :
        observed.prepares.entrySet()) {
      Block block = observed.blocks.get(each.getKey().block());
      boolean others = each.getValue().keySet().stream().anyMatch(voter -> !voter.equals(self));
      if (others
          && block != null
          && observed.stateMachines.containsKey(block.hash())
          && block.height() > highest.height()) {
        highest = block;
      }
    }
    return highest;
  }

  Block childOf(Block parent, ScheduleRandom draw) {
    Block reported = parent;
    while (reported.height() > Math.max(0, parent.height() + 1 - setup.chain().window())) {
      reported = observed.blocks.get(reported.parent());
    }
    List<Transaction> batch = batch(draw);
    Header genesis = setup.genesis().header();
    ExecutionResult roots = observed.stateMachines.get(reported.hash()).last().orElse(null);
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
            setup.chain().difficulty(),
            RandomString.ZERO);
    return Block.of(header, batch);
  }

  /** One request: of a client, perhaps executed long ago, or of its own. */
  List<Transaction> batch(ScheduleRandom draw) {
    if (!observed.requests.isEmpty() && draw.chance(500)) {
      Transaction again = recent(observed.requests, draw);
      return draw.chance(50) ? List.of(again, again) : List.of(again);
    }
    KeyPair mallory = setup.colluder(setup.members().indexOf(self));
    return List.of(system.request(mallory, ++requests, UNKNOWN_OPERATION, Bytes.EMPTY));
  }

  /** Rather one of the last few than any: what is long past is out of range for all replicas. */
  static <T> T recent(Collection<T> from, ScheduleRandom draw) {
    int last = draw.chance(750) ? Math.min(RECENT, from.size()) : from.size();
    return List.copyOf(from).get(from.size() - 1 - draw.below(last));
  }
}
