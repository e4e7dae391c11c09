package org.medchain.consensus;

import java.util.function.Supplier;
import org.medchain.data.Bytes;
import org.medchain.data.StateTree;

/**
 * A byte string that is made on each read, of a value that does not change any more; its length is
 * known at once. Compared by content, which makes it.
 *
 * <p>A snapshot is taken at each checkpoint and read at few, and its length is what it costs: so a
 * state of many megabytes is not encoded for nothing (SIM-40).
 */
public final class DeferredBytes {
  private final int size;
  private final Supplier<Bytes> maker;

  private DeferredBytes(int size, Supplier<Bytes> maker) {
    this.size = size;
    this.maker = maker;
  }

  /** Bytes that are there already. */
  public static DeferredBytes of(Bytes made) {
    return new DeferredBytes(made.size(), () -> made);
  }

  /**
   * The encoding of a tree.
   *
   * @throws IllegalStateException if it would be longer than any byte string (DATA-20)
   */
  public static DeferredBytes of(StateTree tree) {
    return new DeferredBytes(tree.expectedSize(), tree::encoded);
  }

  /** Number of bytes. */
  public int size() {
    return size;
  }

  /** The content, made for each call: a frequent reader keeps it. */
  public Bytes bytes() {
    return maker.get();
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
