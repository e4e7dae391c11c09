package org.medchain.data.state;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/**
 * A subtree of a {@link StateTree}: nothing, one leaf, or a branch over at least two leaves. That
 * there is exactly one form for each set of leaves makes the root independent of history.
 *
 * <p>A node's depth is the number of branches above it and the bit of a path that it looks at.
 * Depth never passes 256, the length of a path, so the recursion is bounded.
 */
sealed interface StateNode {
  /** The subtree without leaves. */
  StateNode EMPTY = new EmptySubtree();

  /** Number of leaves. */
  int size();

  /** Bytes of all keys and values with their lengths, as {@link StateTree#encode} writes them. */
  long encodedSize();

  /** The hash of this subtree, computed once. */
  Hash hash(StateHash hasher);

  /** This subtree with {@code leaf} added or in the place of the one with its path. */
  StateNode with(StateLeaf leaf, int depth);

  /** This subtree without the leaf of {@code path}. */
  StateNode without(Hash path, int depth);

  /** Shows each key and value in the order of their paths. */
  void forEach(BiConsumer<Bytes, Bytes> visitor);

  /**
   * Writes what lies between two places of the tree's encoding.
   *
   * @param at where in it this subtree's begins
   */
  void encode(long at, long from, long to, Encoder out);

  /** The same of bytes. */
  static void copy(Bytes bytes, long at, long from, long to, Encoder out) {
    int first = (int) Math.max(0, from - at);
    int end = (int) Math.min(bytes.size(), to - at);
    if (first < end) {
      out.raw(bytes.slice(first, end));
    }
  }

  /**
   * The subtree of leaves in the ascending order of their paths, which agree above {@code depth}.
   */
  static StateNode over(List<StateLeaf> leaves, int depth) {
    if (leaves.size() < 2) {
      return leaves.isEmpty() ? EMPTY : leaves.get(0);
    }
    int right = 0;
    while (right < leaves.size() && leaves.get(right).path().bit(depth) == 0) {
      right++;
    }
    return new StateBranch(
        over(leaves.subList(0, right), depth + 1),
        over(leaves.subList(right, leaves.size()), depth + 1));
  }

  /** Reports the differences in {@code newer}: new values, and nothing for keys that are gone. */
  @SuppressWarnings("ReferenceEquality") // nodes that are shared are the reason for this
  static void changes(
      StateNode older, StateNode newer, BiConsumer<Bytes, Optional<Bytes>> visitor) {
    if (older == newer) {
      return;
    }
    if (older instanceof StateBranch from && newer instanceof StateBranch to) {
      changes(from.left, to.left, visitor);
      changes(from.right, to.right, visitor);
      return;
    }
    // One of the two has a leaf at most, so that no more is put together than is shown.
    Map<Bytes, Bytes> before = new TreeMap<>();
    older.forEach(before::put);
    newer.forEach(
        (key, value) -> {
          if (!value.equals(before.remove(key))) {
            visitor.accept(key, Optional.of(value));
          }
        });
    before.keySet().forEach(key -> visitor.accept(key, Optional.empty()));
  }

  /** See {@link #EMPTY}. */
  record EmptySubtree() implements StateNode {
    @Override
    public int size() {
      return 0;
    }

    @Override
    public long encodedSize() {
      return 0;
    }

    @Override
    public Hash hash(StateHash hasher) {
      return StateHash.VACANT;
    }

    @Override
    public StateNode with(StateLeaf leaf, int depth) {
      return leaf;
    }

    @Override
    public StateNode without(Hash path, int depth) {
      return this;
    }

    @Override
    public void forEach(BiConsumer<Bytes, Bytes> visitor) {}

    @Override
    public void encode(long at, long from, long to, Encoder out) {}
  }

  /** A key and its value; the path is the key's hash. */
  final class StateLeaf implements StateNode {
    private final Hash path;
    private final Bytes key;
    private final Bytes value;
    private Hash hash;

    StateLeaf(Hash path, Bytes key, Bytes value) {
      this.path = path;
      this.key = key;
      this.value = value;
    }

    Hash path() {
      return path;
    }

    Bytes value() {
      return value;
    }

    @Override
    public int size() {
      return 1;
    }

    @Override
    public long encodedSize() {
      return (long) Encoder.sizeOf(key) + Encoder.sizeOf(value);
    }

    @Override
    public Hash hash(StateHash hasher) {
      // Without a lock: a Hash is immutable, and two threads would store equal ones.
      Hash known = hash;
      if (known == null) {
        known = hasher.leaf(path, hasher.of(value));
        hash = known;
      }
      return known;
    }

    @Override
    public StateNode with(StateLeaf leaf, int depth) {
      if (!leaf.path.equals(path)) {
        return split(this, leaf, depth);
      }
      return leaf.value.equals(value) ? this : leaf;
    }

    @Override
    public StateNode without(Hash removed, int depth) {
      return removed.equals(path) ? EMPTY : this;
    }

    @Override
    public void forEach(BiConsumer<Bytes, Bytes> visitor) {
      visitor.accept(key, value);
    }

    @Override
    public void encode(long at, long from, long to, Encoder out) {
      if (from <= at && at + encodedSize() <= to) {
        out.bytes(key).bytes(value);
      } else {
        StateNode.copy(
            new Encoder((int) encodedSize()).bytes(key).bytes(value).toBytes(), at, from, to, out);
      }
    }

    private static StateNode split(StateLeaf one, StateLeaf two, int depth) {
      int side = one.path.bit(depth);
      if (side != two.path.bit(depth)) {
        return side == 0 ? new StateBranch(one, two) : new StateBranch(two, one);
      }
      StateNode below = split(one, two, depth + 1);
      return side == 0 ? new StateBranch(below, EMPTY) : new StateBranch(EMPTY, below);
    }
  }

  /** Two subtrees with at least two leaves together: paths with bit 0 here left, with 1 right. */
  final class StateBranch implements StateNode {
    private final StateNode left;
    private final StateNode right;
    private final int size;
    private final long encodedSize;
    private Hash hash;

    StateBranch(StateNode left, StateNode right) {
      this.left = left;
      this.right = right;
      this.size = left.size() + right.size();
      this.encodedSize = left.encodedSize() + right.encodedSize();
    }

    /** A branch, or the only leaf that is left of it. */
    private static StateNode of(StateNode left, StateNode right) {
      if (left.size() + right.size() > 1) {
        return new StateBranch(left, right);
      }
      return left.size() == 1 ? left : right;
    }

    @Override
    public void encode(long at, long from, long to, Encoder out) {
      long middle = at + left.encodedSize();
      if (from < middle && at < to) {
        left.encode(at, from, to, out);
      }
      if (middle < to && from < at + encodedSize) {
        right.encode(middle, from, to, out);
      }
    }

    /** The left child for 0, the right one for 1. */
    StateNode child(int side) {
      return side == 0 ? left : right;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public long encodedSize() {
      return encodedSize;
    }

    @Override
    public Hash hash(StateHash hasher) {
      Hash known = hash;
      if (known == null) {
        known = hasher.branch(left.hash(hasher), right.hash(hasher));
        hash = known;
      }
      return known;
    }

    @Override
    public StateNode with(StateLeaf leaf, int depth) {
      return leaf.path.bit(depth) == 0
          ? over(left.with(leaf, depth + 1), right)
          : over(left, right.with(leaf, depth + 1));
    }

    @Override
    public StateNode without(Hash path, int depth) {
      return path.bit(depth) == 0
          ? over(left.without(path, depth + 1), right)
          : over(left, right.without(path, depth + 1));
    }

    /** Keeps this node, and with it every hash above, where nothing changed below. */
    @SuppressWarnings("ReferenceEquality") // the same node is meant, not an equal one
    private StateNode over(StateNode newLeft, StateNode newRight) {
      return newLeft == left && newRight == right ? this : of(newLeft, newRight);
    }

    @Override
    public void forEach(BiConsumer<Bytes, Bytes> visitor) {
      left.forEach(visitor);
      right.forEach(visitor);
    }
  }
}
