package org.medchain.consensus.golden;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.StateMachine;
import org.medchain.consensus.snapshot.DeferredBytes;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.network.Membership;

/** Its state is the hash chain over all that was executed; only invalid member lists fail. */
public final class HashChainStateMachine implements StateMachine {
  /** The kind of transaction whose body is the list of the consensus nodes' keys from now on. */
  public static final int MEMBERS = 99;

  /** The kind of transaction whose body is the list of the keys that it registers. */
  public static final int REGISTER = 98;

  private static final int NOT_OK = 1;

  /** By height, from 0 on, that of the snapshot restored last, or the lowest that is kept. */
  private final TreeMap<Long, Hash> roots = new TreeMap<>();

  private final long kept;

  public HashChainStateMachine(Hash genesisRoot) {
    this(genesisRoot, Long.MAX_VALUE);
  }

  /** One that remembers its last few heights only, for runs without end. */
  public HashChainStateMachine(Hash genesisRoot, long kept) {
    this.kept = kept;
    roots.put(0L, genesisRoot);
  }

  public static Bytes body(Membership members) {
    return new Encoder().list(members.keys()).toBytes();
  }

  /** The body of a transaction of kind {@link #REGISTER}. */
  public static Bytes body(List<PublicKey> registered) {
    return new Encoder().list(registered).toBytes();
  }

  public static ExecutionResult execute(Hash before, Block block) {
    List<Receipt> receipts =
        block.transactions().stream().map(HashChainStateMachine::receipt).toList();
    Hash after = Hash.of(new Encoder().hash(before).hash(block.hash()).toBytes());
    // The last change of a block is the one that stays.
    Optional<Membership> changed =
        block.transactions().stream()
            .map(HashChainStateMachine::members)
            .flatMap(Optional::stream)
            .reduce((earlier, later) -> later);
    return new ExecutionResult(
        block.height(),
        block.hash(),
        after,
        MerkleTree.rootOf(receipts),
        receipts,
        changed,
        block.transactions().stream().flatMap(HashChainStateMachine::registered).toList());
  }

  private static Stream<PublicKey> registered(Transaction transaction) {
    return transaction.kind() == REGISTER ? keys(transaction.body()).stream() : Stream.empty();
  }

  private static List<PublicKey> keys(Bytes body) {
    return Decoder.decode(body, in -> in.list(PublicKey.SIZE, PublicKey::decode));
  }

  private static Receipt receipt(Transaction transaction) {
    boolean wrong = transaction.kind() == MEMBERS && members(transaction).isEmpty();
    return wrong
        ? new Receipt(transaction.request(), NOT_OK, Bytes.utf8("no membership"))
        : new Receipt(transaction.request(), Receipt.OK, Bytes.utf8("done"));
  }

  private static Optional<Membership> members(Transaction transaction) {
    if (transaction.kind() != MEMBERS) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Membership(keys(transaction.body())));
    } catch (RuntimeException e) {
      // No list of keys, or one key twice.
      return Optional.empty();
    }
  }

  @Override
  public ExecutionResult apply(Block block) {
    if (block.height() != height() + 1) {
      throw new IllegalArgumentException("not the next block: " + block);
    }
    ExecutionResult execution = execute(stateRoot(), block);
    roots.put(block.height(), execution.stateRoot());
    roots.headMap(block.height() - kept).clear();
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

  /** The root: two nodes give the same answer if and only if they have executed the same. */
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
