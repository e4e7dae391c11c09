package org.medchain.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads the canonical encoding (DATA-1, DATA-2): total, so that any bytes give a value or a {@link
 * MalformedInput}, and never an allocation larger than a small multiple of the input.
 *
 * <p>Only the shortest form of a count is accepted; otherwise two byte strings would represent one
 * value, and a hash or signature over the one would not protect the other.
 */
public final class Decoder {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] input;
  private int end;
  private int at;

  /** Bytes behind {@link #end} that come in pieces. */
  private long behind;

  private final Supplier<Bytes> pieces;

  /** Bytes read before the first one in {@link #input}, without its start there. */
  private long before;

  private Decoder(Bytes input, long behind, Supplier<Bytes> pieces) {
    this.input = input.shared();
    this.at = input.start();
    this.end = at + input.size();
    this.before = -at;
    this.behind = behind;
    this.pieces = pieces;
  }

  /**
   * Decodes the whole of {@code input}.
   *
   * @throws MalformedInput if a field is wrong, the input ends early, or bytes are left over
   */
  public static <T> T decode(Bytes input, Function<Decoder, T> reader) {
    return decode(new Decoder(input, 0, () -> Bytes.EMPTY), reader);
  }

  /**
   * Decodes an input that comes in pieces, of which no more is kept than the field that is read.
   *
   * @param size of all of them together
   * @param pieces the next one for each call, none of them empty
   * @throws MalformedInput if a field is wrong, the input ends early, or bytes are left over
   */
  public static <T> T decode(long size, Supplier<Bytes> pieces, Function<Decoder, T> reader) {
    return decode(new Decoder(Bytes.EMPTY, size, pieces), reader);
  }

  private static <T> T decode(Decoder in, Function<Decoder, T> reader) {
    T value;
    try {
      value = reader.apply(in);
    } catch (IllegalArgumentException e) {
      throw new MalformedInput("byte " + in.position() + ": " + e.getMessage(), e);
    }
    if (in.remaining() > 0) {
      throw in.malformed(in.remaining() + " bytes left over");
    }
    return value;
  }

  /** Bytes not read yet; at most the largest number. */
  public int remaining() {
    return (int) Math.min(Integer.MAX_VALUE, end - at + behind);
  }

  private long position() {
    return before + at;
  }

  /** The exception for input that is wrong, up to here, for {@code reason}; names the place. */
  public MalformedInput malformed(String reason) {
    return new MalformedInput("byte " + position() + ": " + reason);
  }

  /** Leaves the rest unread: it is read elsewhere. */
  public void leaveRest() {
    at = end;
    behind = 0;
  }

  private int take(int count) {
    if (end - at < count) {
      if (remaining() < count) {
        throw malformed(count + " bytes expected, " + remaining() + " left");
      }
      fetch(count);
    }
    int from = at;
    at += count;
    return from;
  }

  /** Brings at least this number of bytes into {@link #input}. */
  private void fetch(int count) {
    Encoder joined = new Encoder(count).raw(Bytes.part(input, at, end - at));
    while (joined.size() < count) {
      Bytes next = pieces.get();
      behind -= next.size();
      joined.raw(next);
    }
    before += at;
    input = joined.toArray();
    at = 0;
    end = input.length;
  }

  /** One byte as 0–255. */
  public int uint8() {
    int from = take(1);
    return input[from] & 0xFF;
  }

  /** The next byte as 0–255, which is not read yet. */
  public int peek() {
    int next = uint8();
    at--;
    return next;
  }

  /** One byte, 0 or 1. */
  public boolean flag() {
    int value = uint8();
    if (value > 1) {
      throw malformed("a flag is 0 or 1, not " + value);
    }
    return value == 1;
  }

  /** Four bytes, little-endian. */
  public int int32() {
    int from = take(4);
    return (int) INT.get(input, from);
  }

  /** Eight bytes, little-endian. */
  public long int64() {
    int from = take(8);
    return (long) LONG.get(input, from);
  }

  /** Whether the next eight bytes are this number; if so, they are read. */
  boolean skips(long number) {
    boolean found = int64() == number;
    at -= found ? 0 : 8;
    return found;
  }

  /**
   * A CompactSize in its shortest form; anything above 2^63 − 1 or longer than needed is refused.
   */
  public long count() {
    int first = uint8();
    return switch (first) {
      case 0xFD -> shortest(uint8() | uint8() << 8, 0xFD);
      case 0xFE -> shortest(int32() & 0xFFFF_FFFFL, 0x1_0000L);
      case 0xFF -> shortest(int64(), 0x1_0000_0000L);
      default -> first;
    };
  }

  private long shortest(long value, long smallest) {
    if (value < smallest) {
      throw malformed("a count is not in its shortest form");
    }
    return value;
  }

  /**
   * A count of things of at least {@code eachAtLeast} bytes that the rest of the input can hold.
   */
  public int countOf(int eachAtLeast) {
    long value = count();
    if (value > remaining() / eachAtLeast) {
      throw malformed("a count of " + value + " does not fit into " + remaining() + " bytes");
    }
    return (int) value;
  }

  /** The 32 bytes of a hash. */
  public Hash hash() {
    int from = take(Hash.SIZE);
    return Hash.fromArray(input, from);
  }

  /** {@code length} bytes as they are. */
  public Bytes raw(int length) {
    int from = take(length);
    return Bytes.part(input, from, length);
  }

  /** Length, then the bytes. */
  public Bytes bytes() {
    return raw(countOf(1));
  }

  /** A text in valid UTF-8 after its length. */
  public String text() {
    int length = countOf(1);
    int from = take(length);
    try {
      // The strict decoder: replacing bad bytes would map two inputs to one value.
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(input, from, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new MalformedInput("byte " + (before + from) + ": a text is not UTF-8", e);
    }
  }

  /**
   * Count, then that many values; {@code eachAtLeast} is the least encoded size of one in bytes.
   */
  public <T> List<T> list(int eachAtLeast, Function<Decoder, T> reader) {
    return list(eachAtLeast, Integer.MAX_VALUE, reader);
  }

  /** The same, of {@code atMost} values. */
  public <T> List<T> list(int eachAtLeast, int atMost, Function<Decoder, T> reader) {
    int count = countOf(eachAtLeast);
    if (count > atMost) {
      throw malformed("at most " + atMost + " values may be here, not " + count);
    }
    List<T> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(reader.apply(this));
    }
    return List.copyOf(values);
  }
}
