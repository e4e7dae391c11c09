package org.medchain.data.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;

/**
 * An immutable map from byte strings to byte strings with one hash over all of it, the state root
 * of a header (DATA-16; decision 0002): a binary trie over SHA-256 of the keys, in which a subtree
 * with a single leaf is that leaf.
 *
 * <p>A change gives a new tree that shares all but about log2(size) nodes with the old one, so that
 * reverting a block is keeping the old tree. Hashes are computed when the root is read, once each:
 * a key changed many times within a block is hashed once. The root depends only on the content, not
 * on the order in which it came about.
 *
 * <p>Its encoding is all keys and values in the order of the keys' hashes (DATA-19): equal trees
 * give equal bytes, and a tree is made from them in one pass, without putting key after key.
 */
public final class StateTree implements Encodable {
  /** The tree without keys; its root is {@link Hash#ZERO}. */
  public static final StateTree EMPTY = new StateTree(StateNode.EMPTY, StateMeter.NONE);

  /**
   * Is told of the accesses to a tree: the time that an execution takes, counted so that it is the
   * same on every machine (CON-28). It changes no value and no root.
   */
  public interface StateMeter {
    /** Counts nothing. */
    StateMeter NONE =
        new StateMeter() {
          @Override
          public void read() {}

          @Override
          public void written(int bytes) {}
        };

    /** A key was looked up. */
    void read();

    /**
     * A key got a value, or lost it.
     *
     * @param bytes of key and value together; 0 if it lost it
     */
    void written(int bytes);
  }

  /** The least encoded size in bytes of a key and its value. */
  private static final int MIN_ENTRY_SIZE = 2;

  private final StateNode top;
  private final StateMeter meter;

  private StateTree(StateNode top, StateMeter meter) {
    this.top = top;
    this.meter = meter;
  }

  /** The same tree; {@code teller} is told of every access to it, and to all made from it. */
  public StateTree metered(StateMeter teller) {
    return new StateTree(top, teller);
  }

  /** Tells the meter of look-ups that are made elsewhere or later, and count here. */
  public void countReads(int reads) {
    for (int i = 0; i < reads; i++) {
      meter.read();
    }
  }

  /** Number of keys. */
  public int size() {
    return top.size();
  }

  /** The value of {@code key}. */
  public Optional<Bytes> get(Bytes key) {
    return leafOf(Hash.of(key)).map(StateNode.StateLeaf::value);
  }

  /** The same for a key that was hashed before. */
  public Optional<Bytes> get(StateKey key) {
    return leafOf(key.path()).map(StateNode.StateLeaf::value);
  }

  private Optional<StateNode.StateLeaf> leafOf(Hash path) {
    meter.read();
    StateNode node = top;
    for (int depth = 0; node instanceof StateNode.StateBranch branch; depth++) {
      node = branch.child(path.bit(depth));
    }
    return node instanceof StateNode.StateLeaf leaf && leaf.path().equals(path)
        ? Optional.of(leaf)
        : Optional.empty();
  }

  /** This tree with {@code value} for {@code key}. */
  public StateTree put(Bytes key, Bytes value) {
    return put(StateKey.of(key), value);
  }

  /** The same for a key that was hashed before. */
  public StateTree put(StateKey key, Bytes value) {
    meter.written(key.key().size() + value.size());
    return over(top.with(new StateNode.StateLeaf(key.path(), key.key(), value), 0));
  }

  /** This tree without {@code key}. */
  public StateTree remove(Bytes key) {
    meter.written(0);
    return over(top.without(Hash.of(key), 0));
  }

  @SuppressWarnings("ReferenceEquality") // the same node is meant, not an equal one
  private StateTree over(StateNode changed) {
    return changed == top ? this : new StateTree(changed, meter);
  }

  /** The hash over all keys and values. */
  public Hash root() {
    return top.hash(new StateHash());
  }

  /** The proof that {@code key} has the value that it has here, or that it has none. */
  public StateProof proof(Bytes key) {
    Hash path = Hash.of(key);
    StateHash hasher = new StateHash();
    List<Hash> siblings = new ArrayList<>();
    StateNode node = top;
    for (int depth = 0; node instanceof StateNode.StateBranch branch; depth++) {
      int side = path.bit(depth);
      siblings.add(branch.child(1 - side).hash(hasher));
      node = branch.child(side);
    }
    if (node instanceof StateNode.StateLeaf leaf) {
      return leaf.path().equals(path)
          ? new StateProof.PresenceProof(siblings)
          : new StateProof.OtherLeafProof(siblings, leaf.path(), hasher.of(leaf.value()));
    }
    return new StateProof.EmptyPathProof(siblings);
  }

  /** Shows every key and value, in the order of the keys' hashes. */
  public void forEach(BiConsumer<Bytes, Bytes> visitor) {
    top.forEach(visitor);
  }

  /**
   * Shows every key that has another value here than in {@code older}, with its value or nothing if
   * it has none. Its cost is proportional to the part that the trees do not share, so it is cheap
   * for a tree that was made from {@code older}.
   */
  public void changesSince(StateTree older, BiConsumer<Bytes, Optional<Bytes>> visitor) {
    StateNode.changes(older.top, top, visitor);
  }

  /** Reads what {@link #encode} wrote. */
  public static StateTree decode(Decoder in) {
    int count = in.countOf(MIN_ENTRY_SIZE);
    List<StateNode.StateLeaf> leaves = new ArrayList<>(count);
    readLeaves(in, count, leaves::add);
    return count == 0 ? EMPTY : new StateTree(StateNode.over(leaves, 0), StateMeter.NONE);
  }

  /**
   * The root of an encoded tree, in memory that does not depend on its size: a tree takes many
   * times the bytes of its encoding, and the sender may have chosen the bytes for that (PBFT-36).
   *
   * @throws MalformedInput exactly where {@link #decode} does
   */
  public static Hash rootOf(Decoder in) {
    StateRootBuilder root = new StateRootBuilder();
    readLeaves(in, in.countOf(MIN_ENTRY_SIZE), root::add);
    return root.root();
  }

  private static void readLeaves(Decoder in, int count, Consumer<StateNode.StateLeaf> visitor) {
    Hash before = Hash.ZERO;
    for (int i = 0; i < count; i++) {
      Bytes key = in.bytes();
      StateNode.StateLeaf leaf = new StateNode.StateLeaf(Hash.of(key), key, in.bytes());
      // In any other order, or with a key twice, two byte strings would represent one tree.
      if (i > 0 && before.compareTo(leaf.path()) >= 0) {
        throw in.malformed("a state's keys are not in the order of their hashes");
      }
      before = leaf.path();
      visitor.accept(leaf);
    }
  }

  @Override
  public void encode(Encoder out) {
    out.count(size());
    forEach((key, value) -> out.bytes(key).bytes(value));
  }

  /** A piece of the encoding, made without the rest. */
  public Bytes encoded(long from, int length) {
    Encoder out = new Encoder(length);
    Bytes count = new Encoder().count(size()).toBytes();
    StateNode.copy(count, 0, from, from + length, out);
    top.encode(count.size(), from, from + length, out);
    return out.toBytes();
  }

  /** The length of the encoding in bytes, known without making it. */
  public long encodedSize() {
    return Encoder.sizeOfCount(size()) + top.encodedSize();
  }

  /**
   * Exact: a state is large, and its encoding should not be copied.
   *
   * @throws IllegalStateException if it is longer than any byte string (DATA-20)
   */
  @Override
  public int expectedSize() {
    return Encoder.capacity(0, encodedSize());
  }

  /** Whether the content is the same, by comparison of the roots. */
  @Override
  public boolean equals(Object other) {
    return other instanceof StateTree that && root().equals(that.root());
  }

  @Override
  public int hashCode() {
    return root().hashCode();
  }

  @Override
  public String toString() {
    return "StateTree[" + size() + " keys]";
  }

  /**
   * The root of a {@link StateTree} from its leaves in the order of their paths, without the tree:
   * only the finished left subtrees on the way to the last leaf are kept, 256 hashes at most.
   */
  private static final class StateRootBuilder {
    private static final int DEPTHS = 8 * Hash.SIZE;

    private final StateHash hasher = new StateHash();

    /**
     * By depth: the finished left child of the branch there, if the last leaf is in the right one.
     */
    private final Hash[] finished = new Hash[DEPTHS];

    private Optional<Hash> path = Optional.empty();

    /** The largest finished subtree with the last leaf as its rightmost one. */
    private Hash subtree = StateHash.VACANT;

    /** One leaf represents every subtree that has no other. */
    private boolean isLeaf;

    /** Adds the leaf behind all others. */
    void add(StateNode.StateLeaf leaf) {
      if (path.isPresent()) {
        int fork = fork(path.get(), leaf.path());
        raise(fork, path.get());
        finished[fork] = subtree;
      }
      path = Optional.of(leaf.path());
      subtree = leaf.hash(hasher);
      isLeaf = true;
    }

    /** The root over all leaves. */
    Hash root() {
      path.ifPresent(last -> raise(-1, last));
      return subtree;
    }

    /** Completes the subtree up to the child of the branch at {@code depth}. */
    private void raise(int depth, Hash last) {
      for (int level = DEPTHS - 1; level > depth; level--) {
        Hash left = finished[level];
        if (left != null) {
          subtree = hasher.branch(left, subtree);
          finished[level] = null;
          isLeaf = false;
        } else if (!isLeaf) {
          subtree =
              last.bit(level) == 0
                  ? hasher.branch(subtree, StateHash.VACANT)
                  : hasher.branch(StateHash.VACANT, subtree);
        }
      }
    }

    /** The first bit in which two paths differ. */
    private static int fork(Hash one, Hash two) {
      int bit = 0;
      while (one.bit(bit) == two.bit(bit)) {
        bit++;
      }
      return bit;
    }
  }
}
