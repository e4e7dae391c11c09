package org.medchain.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/**
 * Writes the canonical encoding (DATA-1): integers little-endian and of fixed width, counts and
 * lengths as Bitcoin's CompactSize in its shortest form, texts in UTF-8 after their length.
 */
public final class Encoder {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Room for most values. */
  static final int INITIAL_CAPACITY = 128;

  /** The longest array that a virtual machine makes. */
  static final int MAX_SIZE = Integer.MAX_VALUE - 8;

  private byte[] buffer;
  private int size;

  /** Whether the buffer was handed out, with the promise that it does not change. */
  private boolean bufferShared;

  /** With room for the usual size. */
  public Encoder() {
    this(INITIAL_CAPACITY);
  }

  /**
   * With room for {@code expected} bytes. More may be written; if the size is exact, nothing is
   * copied at the end.
   */
  public Encoder(int expected) {
    buffer = new byte[expected];
  }

  /** How many bytes {@link #count} writes for a count or length. */
  public static int sizeOfCount(long value) {
    return value < 0xFD ? 1 : value <= 0xFFFF ? 3 : value <= 0xFFFF_FFFFL ? 5 : 9;
  }

  /** How many bytes {@link #bytes} writes: length and content. */
  public static int sizeOf(Bytes value) {
    return sizeOfCount(value.size()) + value.size();
  }

  /**
   * The next capacity of a buffer that has to hold more than its own.
   *
   * @throws IllegalStateException if no byte string is as long (DATA-20)
   */
  public static int capacity(int own, long needed) {
    if (needed > MAX_SIZE) {
      throw new IllegalStateException(
          "an encoding would have "
              + needed
              + " bytes or more, and 2 GiB is the most that is encoded in one piece");
    }
    return (int) Math.max(needed, Math.min(MAX_SIZE, 2L * own));
  }

  private int reserve(int more) {
    if (buffer.length - size < more) {
      buffer = Arrays.copyOf(buffer, capacity(buffer.length, (long) size + more));
      bufferShared = false;
    }
    int at = size;
    size += more;
    return at;
  }

  /** One byte, the low eight bits of {@code value}. */
  public Encoder uint8(int value) {
    int at = reserve(1);
    buffer[at] = (byte) value;
    return this;
  }

  /** One byte, 0 or 1. */
  public Encoder flag(boolean value) {
    return uint8(value ? 1 : 0);
  }

  /** Four bytes, little-endian. */
  public Encoder int32(int value) {
    int at = reserve(4);
    INT.set(buffer, at, value);
    return this;
  }

  /** Eight bytes, little-endian. */
  public Encoder int64(long value) {
    int at = reserve(8);
    LONG.set(buffer, at, value);
    return this;
  }

  /** Overwrites eight bytes of an encoding, as {@link #int64} writes them. */
  static void putInt64(byte[] encoding, int at, long value) {
    LONG.set(encoding, at, value);
  }

  /** Overwrites four bytes written before: a length that was not known then. */
  void putInt32(int at, int value) {
    INT.set(buffer, at, value);
  }

  /** A count or length as CompactSize: 1, 3, 5 or 9 bytes. */
  public Encoder count(long value) {
    Argument.refuseIf(value < 0, "a count is not negative: %s", value);
    if (value < 0xFD) {
      return uint8((int) value);
    }
    if (value <= 0xFFFF) {
      return uint8(0xFD).uint8((int) value).uint8((int) (value >>> 8));
    }
    if (value <= 0xFFFF_FFFFL) {
      return uint8(0xFE).int32((int) value);
    }
    return uint8(0xFF).int64(value);
  }

  /** The 32 bytes of a hash. */
  public Encoder hash(Hash value) {
    int at = reserve(Hash.SIZE);
    value.copyTo(buffer, at);
    return this;
  }

  /** The bytes as they are: for fields whose length the format fixes. */
  public Encoder raw(Bytes value) {
    int at = reserve(value.size());
    value.copyTo(0, buffer, at, value.size());
    return this;
  }

  /** The rest of a buffer, unchanged. */
  public Encoder raw(ByteBuffer source) {
    int length = source.remaining();
    int at = reserve(length);
    source.get(buffer, at, length);
    return this;
  }

  /** Length, then the bytes. */
  public Encoder bytes(Bytes value) {
    return count(value.size()).raw(value);
  }

  /** Length in UTF-8 bytes, then those; as {@link Bytes#utf8} refuses what UTF-8 cannot express. */
  public Encoder text(String value) {
    return bytes(Bytes.utf8(value));
  }

  /** One value by its own {@link Encodable#encode}. */
  public Encoder value(Encodable value) {
    value.encode(this);
    return this;
  }

  /** Count, then each value. */
  public Encoder list(List<? extends Encodable> values) {
    count(values.size());
    values.forEach(this::value);
    return this;
  }

  /** Bytes written so far. */
  public int size() {
    return size;
  }

  /** The written bytes. */
  public Bytes toBytes() {
    return Bytes.wrap(toArray());
  }

  /** The same in a separate array. */
  public byte[] toArray() {
    if (size < buffer.length || bufferShared) {
      return Arrays.copyOf(buffer, size);
    }
    // Full: later writes go to a larger buffer.
    bufferShared = true;
    return buffer;
  }

  /** Clears the written bytes and keeps the buffer, for a maker of many short-lived encodings. */
  Encoder clear() {
    if (bufferShared) {
      buffer = new byte[buffer.length];
      bufferShared = false;
    }
    size = 0;
    return this;
  }

  /** Passes the written bytes to a digest without a copy. */
  void updateInto(MessageDigest digest) {
    digest.update(buffer, 0, size);
  }
}
