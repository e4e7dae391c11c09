package org.medchain.consensus.snapshot;

import java.util.List;
import java.util.Optional;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;

/**
 * A node's snapshot of one height, for restarts and for state transfer (Castro and Liskov 2002,
 * §6.2).
 *
 * @param context consensus' own data at that height
 * @param state as the state machine gave it
 */
public record Snapshot(Bytes context, DeferredBytes state) implements Encodable {
  /** Of a state that is encoded already. */
  public Snapshot(Bytes context, Bytes state) {
    this(context, DeferredBytes.of(state));
  }

  /** Reads what {@link #encode} wrote. */
  public static Snapshot decode(Decoder in) {
    return new Snapshot(in.bytes(), in.bytes());
  }

  @Override
  public void encode(Encoder out) {
    out.bytes(context).bytes(state.bytes());
  }

  /** Exact: a state is large, and its encoding should not be copied. */
  @Override
  public int expectedSize() {
    return Encoder.capacity(0, pieces().size());
  }

  /** The encoding, made piece by piece. */
  public DeferredBytes pieces() {
    return DeferredBytes.concat(
        List.of(
            DeferredBytes.of(new Encoder().count(context.size()).toBytes()),
            DeferredBytes.of(context),
            DeferredBytes.of(new Encoder().count(state.size()).toBytes()),
            state));
  }

  /** One part of the encoded snapshot of {@code height}, if it exists. */
  public static Optional<SnapshotPart> part(long height, Bytes encoded, int part) {
    return part(height, DeferredBytes.of(encoded), part);
  }

  /**
   * The same without the rest of it; a snapshot of more parts than a message can count has none for
   * others (STO-25).
   */
  public static Optional<SnapshotPart> part(long height, DeferredBytes encoded, int part) {
    long parts = Math.max(1, SnapshotPart.countFor(encoded.size()));
    if (part < 0 || part >= parts || parts > SnapshotPart.MAX_PARTS) {
      return Optional.empty();
    }
    long from = (long) part * SnapshotPart.BYTES;
    int length = (int) Math.min(SnapshotPart.BYTES, encoded.size() - from);
    return Optional.of(new SnapshotPart(height, part, (int) parts, encoded.piece(from, length)));
  }
}
