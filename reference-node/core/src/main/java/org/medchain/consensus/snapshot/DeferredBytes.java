package org.medchain.consensus.snapshot;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.state.StateTree;

/**
 * A byte string of any length that is made piece by piece when it is read, of a value that does not
 * change any more; its length is known at once. Compared by content, which makes it.
 *
 * <p>A snapshot is taken at each checkpoint and read at few, and its length is what it costs: so a
 * state of many megabytes is not encoded for nothing, and never as a whole (SIM-40, STO-32).
 */
public final class DeferredBytes {
  /** The bytes that {@link #decode} reads at once. */
  private static final int PIECE = SnapshotPart.BYTES;

  private final long size;
  private final Pieces pieces;
  private final Optional<StateTree> tree;

  /** Makes a piece. */
  @FunctionalInterface
  public interface Pieces {
    /** The {@code length} bytes from {@code from} on, which exist. */
    Bytes at(long from, int length);
  }

  private DeferredBytes(long size, Pieces pieces, Optional<StateTree> tree) {
    this.size = size;
    this.pieces = pieces;
    this.tree = tree;
  }

  /** Bytes that are read elsewhere, such as from a file. */
  public static DeferredBytes of(long size, Pieces pieces) {
    return new DeferredBytes(size, pieces, Optional.empty());
  }

  /** Bytes that are there already. */
  public static DeferredBytes of(Bytes made) {
    return of(made.size(), (from, length) -> made.slice((int) from, (int) from + length));
  }

  /** One after the other. */
  static DeferredBytes concat(List<DeferredBytes> all) {
    return of(
        all.stream().mapToLong(DeferredBytes::size).sum(),
        (from, length) -> {
          Encoder out = new Encoder(length);
          long start = 0;
          for (DeferredBytes each : all) {
            long first = Math.max(from, start);
            long end = Math.min(from + length, start + each.size);
            if (first < end) {
              out.raw(each.piece(first - start, (int) (end - first)));
            }
            start += each.size;
          }
          return out.toBytes();
        });
  }

  /** The encoding of a tree. */
  public static DeferredBytes of(StateTree tree) {
    return new DeferredBytes(tree.encodedSize(), tree::encoded, Optional.of(tree));
  }

  /** Number of bytes. */
  public long size() {
    return size;
  }

  /** A piece of the content, made for each call. */
  public Bytes piece(long from, int length) {
    return pieces.at(from, length);
  }

  /**
   * The whole content, made for each call.
   *
   * @throws IllegalStateException if it is longer than any byte string (DATA-20)
   */
  public Bytes bytes() {
    return pieces.at(0, Encoder.capacity(0, size));
  }

  /** Reads the content piece by piece. */
  public <T> T decode(Function<Decoder, T> reader) {
    long[] at = new long[1];
    return Decoder.decode(
        size,
        () -> {
          Bytes next = piece(at[0], (int) Math.min(PIECE, size - at[0]));
          at[0] += next.size();
          return next;
        },
        reader);
  }

  /**
   * The tree whose encoding this is.
   *
   * @throws org.medchain.data.MalformedInput if it is not one
   */
  public StateTree tree() {
    return tree.orElseGet(() -> decode(StateTree::decode));
  }

  /**
   * The root of that tree, without making it.
   *
   * @throws org.medchain.data.MalformedInput if it is not one
   */
  public Hash root() {
    return tree.map(StateTree::root).orElseGet(() -> decode(StateTree::rootOf));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DeferredBytes that && size == that.size && bytes().equals(that.bytes());
  }

  @Override
  public int hashCode() {
    return bytes().hashCode();
  }

  @Override
  public String toString() {
    return "DeferredBytes[" + size + "]";
  }
}
