package org.medchain.application.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.medchain.data.Argument;
import org.medchain.data.Codec;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/**
 * The part of a trapdoor for one epoch: a key for the first {@code count} addresses of a keyword,
 * and for no later one (VER-5).
 *
 * @param epoch its number
 * @param count of entries
 * @param seeds of the subtrees that have these leaves, one for each bit of the count, the largest
 *     first
 */
public record EpochRange(int epoch, int count, List<Hash> seeds) implements Encodable {
  /** The count says how many seeds there are. */
  public static final Codec<EpochRange> CODEC =
      Codec.written(1 + 1 + Hash.SIZE, EpochRange::decode);

  /** Refuses a range that does not have the form of a count's cover. */
  public EpochRange {
    seeds = List.copyOf(seeds);
    Argument.refuseIf(epoch < 0, "epochs are numbered from 0, not %s", epoch);
    Argument.refuseIf(
        count < 1 || count > Trapdoor.MAX_ENTRIES, "a range has 1 to 2^20 entries, not %s", count);
    Argument.refuseIf(
        seeds.size() != Integer.bitCount(count),
        "%s entries have %s seeds, not %s",
        count,
        Integer.bitCount(count),
        seeds.size());
  }

  private static EpochRange decode(Decoder in) {
    int epoch = number(in);
    int count = number(in);
    int size = Integer.bitCount(count);
    if (size > in.remaining() / Hash.SIZE) {
      throw in.malformed(size + " seeds do not fit into " + in.remaining() + " bytes");
    }
    List<Hash> seeds = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      seeds.add(in.hash());
    }
    return new EpochRange(epoch, count, seeds);
  }

  static int number(Decoder in) {
    long value = in.count();
    if (value > Integer.MAX_VALUE) {
      throw in.malformed("not a number below 2^31: " + value);
    }
    return (int) value;
  }

  @Override
  public void encode(Encoder out) {
    out.count(epoch).count(count);
    seeds.forEach(out::hash);
  }

  /** The addresses from {@code from} up to, not including, {@code to}, counted in this epoch. */
  void addresses(int from, int to, Consumer<Hash> taker) {
    int passed = 0;
    int rest = count;
    for (Hash seed : seeds) {
      int size = Integer.highestOneBit(rest);
      int level = Integer.numberOfTrailingZeros(size);
      GgmTree.expand(seed, level, Math.max(0, from - passed), Math.min(size, to - passed), taker);
      passed += size;
      rest -= size;
    }
  }
}
