package org.medchain.data;

import java.util.ArrayList;
import java.util.List;

/**
 * A block as it lies in a file, in Bitcoin's layout: magic number, size, header, count,
 * transactions (DATA-14; decision 0002).
 *
 * <p>Magic number and size let a reader notice that it is out of step. They are not covered by the
 * header's hash, so they are checked exactly.
 *
 * @param block that is stored
 */
public record StoredBlock(Block block) implements Encodable {
  /**
   * The first four bytes, FA ED C4 F5 in the file. None of them is ASCII and two never occur in
   * UTF-8, so that they are unlikely inside a text; they are not those of a Bitcoin network.
   */
  public static final int MAGIC = 0xF5C4EDFA;

  /** The least encoded size in bytes: a block without transactions. */
  public static final int MIN_SIZE = 4 + 4 + Header.SIZE + 1;

  /** Reads one stored block; its size field must be exactly the block's size. */
  public static StoredBlock decode(Decoder in) {
    int magic = in.int32();
    if (magic != MAGIC) {
      throw in.malformed("not the magic number of a block: 0x" + Integer.toHexString(magic));
    }
    int size = in.int32();
    int before = in.remaining();
    if (size < 0 || size > before) {
      throw in.malformed(
          "a block of " + Integer.toUnsignedString(size) + " bytes, " + before + " are left");
    }
    Block block = Block.decode(in);
    int taken = before - in.remaining();
    if (taken != size) {
      throw in.malformed("the size field says " + size + ", the block takes " + taken);
    }
    return new StoredBlock(block);
  }

  /**
   * Reads stored blocks that follow one another to the end of {@code file}.
   *
   * @throws MalformedInput naming the number of the first bad block, from 0, and where it starts
   */
  public static List<Block> decodeAll(Bytes file) {
    return Decoder.decode(file, StoredBlock::all);
  }

  private static List<Block> all(Decoder in) {
    int size = in.remaining();
    List<Block> blocks = new ArrayList<>();
    while (in.remaining() > 0) {
      int start = size - in.remaining();
      try {
        blocks.add(decode(in).block());
      } catch (IllegalArgumentException | MalformedInput e) {
        throw new MalformedInput(
            "block " + blocks.size() + " at byte " + start + ": " + e.getMessage(), e);
      }
    }
    return List.copyOf(blocks);
  }

  @Override
  public int expectedSize() {
    return 4 + 4 + block.expectedSize();
  }

  @Override
  public void encode(Encoder out) {
    int before = out.int32(MAGIC).int32(0).size();
    block.encode(out);
    out.putInt32(before - 4, out.size() - before);
  }
}
