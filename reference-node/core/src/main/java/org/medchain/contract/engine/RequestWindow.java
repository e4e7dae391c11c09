package org.medchain.contract.engine;

import java.util.BitSet;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;

/**
 * Which of one sender's requests were executed (CON-3; decision 0011): all up to a floor count as
 * executed, and some in a window above it are. So requests may be ordered in another order than
 * they were sent, and the memory for it stays small.
 *
 * <p>The floor rises when the numbers above it are executed, and follows the highest at a distance,
 * so that a number that is never used does not lock its sender out.
 */
public final class RequestWindow implements Encodable {
  /** The distance below the highest executed number in which the others are distinguished. */
  public static final int SIZE = 1024;

  /**
   * The most that a transaction does to the state besides its operation (CON-28): whether its
   * sender is admitted, under which name, its number, which is used up, and the price of its
   * lasting bytes (CON-44): their count, an account, a grant, the supply.
   */
  public static final StateWork BOUND =
      new StateWork(6, 1, 1 + PublicKey.SIZE + 8 + 3 + SIZE / 8).plus(new StateWork(9, 4, 157));

  /** No request was executed. */
  static final RequestWindow EMPTY = new RequestWindow(0, new BitSet());

  /** Of each sender, which of its requests were executed: the engine's own table. */
  static final Table<PublicKey, RequestWindow> TABLE =
      new Table<>(
          0x22,
          "executed requests",
          PublicKey.CODEC,
          Codec.written(9, RequestWindow::decode).named("floor, window"));

  private final long floor;

  /** Bit i represents sequence floor + 1 + i; bit 0 is clear, or the floor would be higher. */
  private final BitSet above;

  private RequestWindow(long floor, BitSet above) {
    this.floor = floor;
    this.above = above;
  }

  /** Whether the request was executed, or is too old to be distinguished. */
  public boolean contains(long sequence) {
    // Without a sum that could overflow: a sequence number may be any.
    return sequence <= floor || (sequence - floor <= SIZE && above.get(bit(sequence)));
  }

  /** The highest number of a sender's executed requests. */
  public static long highestOf(WorldState state, PublicKey sender) {
    return TABLE.get(state, sender).orElse(EMPTY).highest();
  }

  /** The highest number that was executed, 0 before the first: all above it are free. */
  public long highest() {
    return floor + above.length();
  }

  private int bit(long sequence) {
    return (int) (sequence - floor - 1);
  }

  /** The window after this request, which it does not contain. */
  RequestWindow with(long sequence) {
    RequestWindow reaching = raisedTo(sequence - SIZE);
    BitSet bits = (BitSet) reaching.above.clone();
    bits.set(reaching.bit(sequence));
    return new RequestWindow(reaching.floor, bits).raisedTo(reaching.floor + bits.nextClearBit(0));
  }

  private RequestWindow raisedTo(long least) {
    if (least <= floor) {
      return this;
    }
    long by = least - floor;
    int most = above.length();
    return new RequestWindow(least, by >= most ? new BitSet() : above.get((int) by, most));
  }

  static RequestWindow decode(Decoder in) {
    long floor = in.int64();
    Bytes bytes = in.bytes();
    BitSet bits = BitSet.valueOf(bytes.toArray());
    if (floor < 0 || bits.get(0) || bits.length() > SIZE) {
      throw new MalformedInput("no window of requests");
    }
    RequestWindow window = new RequestWindow(floor, bits);
    if (!window.aboveBytes().equals(bytes)) {
      throw new MalformedInput("a window of requests is not in its shortest form");
    }
    return window;
  }

  @Override
  public void encode(Encoder out) {
    out.int64(floor).bytes(aboveBytes());
  }

  /** A BitSet gives no trailing zero bytes, so equal windows give equal bytes. */
  private Bytes aboveBytes() {
    return Bytes.of(above.toByteArray());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RequestWindow that && floor == that.floor && above.equals(that.above);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(floor) * 31 + above.hashCode();
  }

  @Override
  public String toString() {
    return floor + "+" + above;
  }

  /** The entry of a sender's window. */
  public static StateEntry<RequestWindow> entry(PublicKey sender) {
    return TABLE.entry(sender);
  }
}
