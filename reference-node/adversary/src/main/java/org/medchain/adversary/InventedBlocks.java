package org.medchain.adversary;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.adversary.AdversaryKnowledge.VotedBlock;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.SignedVote;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;
import org.medchain.data.RandomString;
import org.medchain.data.Transaction;

/**
 * The blocks that a Byzantine member makes up: in most cases valid ones, on received blocks.
 *
 * @param host of the member
 * @param knowledge the messages that it has got
 */
record InventedBlocks(ByzantineHost host, AdversaryKnowledge knowledge) {
  private static final int RECENT = 6;

  /** A new block on any block that it knows. */
  Block childOfAny(SeededDraws draws) {
    return childOf(recent(knowledge.parents(), draws), draws);
  }

  /** The highest block that another member has voted for: the others will build on it. */
  Block highest() {
    Block highest = knowledge.genesis();
    for (Map.Entry<VotedBlock, Map<PublicKey, SignedVote>> each : knowledge.prepares.entrySet()) {
      Block block = knowledge.blocks.get(each.getKey().block());
      if (each.getValue().keySet().stream().anyMatch(voter -> !voter.equals(host.self()))
          && block != null
          && knowledge.isParent(block)
          && block.height() > highest.height()) {
        highest = block;
      }
    }
    return highest;
  }

  Block childOf(Block parent, SeededDraws draws) {
    List<Transaction> batch = batch(draws);
    Header genesis = knowledge.genesis().header();
    Optional<ExecutionResult> roots = knowledge.reportedBy(parent);
    long ahead = draws.chance(60) ? 1_000_000_000L : 0;
    Hash stateRoot = roots.map(ExecutionResult::stateRoot).orElse(genesis.stateRoot());
    Header header =
        new Header(
            Header.VERSION,
            parent.hash(),
            parent.header().timestampMs() + ahead,
            MerkleTree.rootOf(batch),
            batch.size(),
            parent.height() + 1,
            draws.chance(30) ? Hash.ZERO : stateRoot,
            roots.map(ExecutionResult::receiptsRoot).orElse(genesis.receiptsRoot()),
            knowledge.chain.difficulty(),
            RandomString.ZERO);
    return Block.of(host.sealed(header), batch);
  }

  /** One request: a client's, perhaps executed long ago, or an own one. */
  List<Transaction> batch(SeededDraws draws) {
    if (!knowledge.requests.isEmpty() && draws.chance(500)) {
      Transaction again = recent(knowledge.requests, draws);
      return draws.chance(50) ? List.of(again, again) : List.of(again);
    }
    return host.ownRequest().stream().toList();
  }

  /** Prefers the last few to any: old ones are out of range for all replicas. */
  static <T> T recent(Collection<T> from, SeededDraws draws) {
    int last = draws.chance(750) ? Math.min(RECENT, from.size()) : from.size();
    return List.copyOf(from).get(from.size() - 1 - draws.below(last));
  }
}
