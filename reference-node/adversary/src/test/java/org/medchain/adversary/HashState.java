package org.medchain.adversary;

import java.util.ArrayList;
import java.util.List;
import org.medchain.consensus.Execution;
import org.medchain.consensus.StateMachine;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MerkleTree;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/** A state machine whose state is the hash chain over everything executed; all succeeds. */
final class HashState implements StateMachine {
  static final Hash GENESIS = Hash.of(Bytes.utf8("genesis state"));

  private final List<Hash> roots = new ArrayList<>(List.of(GENESIS));
  private long base;

  @Override
  public Execution apply(Block block) {
    if (block.height() != height() + 1) {
      throw new IllegalArgumentException("not the next block: " + block);
    }
    List<Receipt> receipts = block.transactions().stream().map(HashState::receipt).toList();
    roots.add(Hash.of(new Encoder().hash(stateRoot()).hash(block.hash()).toBytes()));
    return new Execution(
        block.height(), block.hash(), stateRoot(), MerkleTree.rootOf(receipts), receipts);
  }

  private static Receipt receipt(Transaction transaction) {
    return new Receipt(transaction.request(), Receipt.OK, Bytes.utf8("done"));
  }

  @Override
  public void revertTo(long height) {
    roots.subList((int) (height - base) + 1, roots.size()).clear();
  }

  @Override
  public long height() {
    return base + roots.size() - 1;
  }

  @Override
  public Hash stateRoot() {
    return roots.get(roots.size() - 1);
  }

  @Override
  public Bytes snapshot(long height) {
    return roots.get((int) (height - base)).toBytes();
  }

  @Override
  public Hash restore(long height, Hash block, Bytes snapshot) {
    Hash root = Decoder.decode(snapshot, Decoder::hash);
    base = height;
    roots.clear();
    roots.add(root);
    return root;
  }

  @Override
  public Receipt read(Transaction request) {
    return new Receipt(request.request(), Receipt.OK, stateRoot().toBytes());
  }
}
