package org.medchain.consensus.pbft.flood;

import java.util.TreeMap;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.StateMachine;
import org.medchain.consensus.golden.HashChainStateMachine;
import org.medchain.consensus.snapshot.DeferredBytes;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/** {@link HashChainStateMachine} that remembers its last few heights only, for runs without end. */
final class RecentStateMachine implements StateMachine {
  private static final int HEIGHTS = 8;

  private final TreeMap<Long, Hash> roots = new TreeMap<>();

  RecentStateMachine(Hash genesisRoot) {
    roots.put(0L, genesisRoot);
  }

  @Override
  public ExecutionResult apply(Block block) {
    if (block.height() != height() + 1) {
      throw new IllegalArgumentException("not the next block: " + block);
    }
    ExecutionResult execution = HashChainStateMachine.execute(stateRoot(), block);
    roots.put(block.height(), execution.stateRoot());
    roots.headMap(block.height() - HEIGHTS).clear();
    return execution;
  }

  @Override
  public void revertTo(long height) {
    requireKnown(height);
    roots.tailMap(height, false).clear();
  }

  @Override
  public long height() {
    return roots.lastKey();
  }

  @Override
  public Hash stateRoot() {
    return roots.lastEntry().getValue();
  }

  @Override
  public DeferredBytes snapshot(long height) {
    requireKnown(height);
    return DeferredBytes.of(roots.get(height).toBytes());
  }

  @Override
  public Hash restore(long height, Hash block, Hash certified, Bytes snapshot) {
    Hash root = Decoder.decode(snapshot, Decoder::hash);
    if (root.equals(certified)) {
      roots.clear();
      roots.put(height, root);
    }
    return root;
  }

  @Override
  public Receipt read(Transaction request) {
    return new Receipt(request.request(), Receipt.OK, stateRoot().toBytes());
  }

  private void requireKnown(long height) {
    if (!roots.containsKey(height)) {
      throw new IllegalArgumentException("no state of height " + height);
    }
  }
}
