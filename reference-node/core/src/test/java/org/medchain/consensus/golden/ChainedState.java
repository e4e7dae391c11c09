package org.medchain.consensus.golden;

import java.util.ArrayList;
import java.util.List;
import org.medchain.consensus.Execution;
import org.medchain.consensus.StateMachine;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MerkleTree;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/** A state machine whose state is the hash chain over everything executed; all succeeds. */
public final class ChainedState implements StateMachine {
  private final List<Hash> roots = new ArrayList<>();

  /** The state after the genesis block. */
  public ChainedState(Hash genesisRoot) {
    roots.add(genesisRoot);
  }

  /** What executing {@code block} on the state with this root gives. */
  public static Execution execute(Hash before, Block block) {
    List<Receipt> receipts = block.transactions().stream().map(ChainedState::receipt).toList();
    Hash after = Hash.of(new Encoder().hash(before).hash(block.hash()).toBytes());
    return new Execution(
        block.height(), block.hash(), after, MerkleTree.rootOf(receipts), receipts);
  }

  private static Receipt receipt(Transaction transaction) {
    return new Receipt(transaction.request(), Receipt.OK, Bytes.utf8("done"));
  }

  @Override
  public Execution apply(Block block) {
    if (block.height() != roots.size()) {
      throw new IllegalArgumentException("not the next block: " + block);
    }
    Execution execution = execute(stateRoot(), block);
    roots.add(execution.stateRoot());
    return execution;
  }

  @Override
  public void revertTo(long height) {
    if (height < 0 || height > height()) {
      throw new IllegalArgumentException("no state of height " + height);
    }
    roots.subList((int) height + 1, roots.size()).clear();
  }

  @Override
  public long height() {
    return roots.size() - 1L;
  }

  @Override
  public Hash stateRoot() {
    return roots.get(roots.size() - 1);
  }
}
