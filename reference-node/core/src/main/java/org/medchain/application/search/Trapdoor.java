package org.medchain.application.search;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.medchain.contract.search.SearchIndexes;
import org.medchain.data.Argument;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;

/**
 * The token that a user gives nodes to search for one keyword (paper §4 (3); VER-2): keys for the
 * addresses of the entries made so far, by epoch. Nodes learn from it how many entries there are
 * and where, not the keyword, and no address of an entry made later (VER-5).
 *
 * @param ranges by epoch, ascending
 */
public record Trapdoor(List<EpochRange> ranges) implements Encodable {
  /** The most epochs. */
  public static final int MAX_EPOCHS = SearchIndexes.MAX_EPOCHS;

  /** The most entries in all. */
  public static final int MAX_ENTRIES = 1 << 20;

  public static final Codec<Trapdoor> CODEC =
      Codec.of(Trapdoor.class, EpochRange.CODEC.list(MAX_EPOCHS));

  /** Refuses what is not in order, and too much. */
  public Trapdoor {
    ranges = List.copyOf(ranges);
    Argument.refuseIf(
        ranges.size() > MAX_EPOCHS, "at most %s epochs, not %s", MAX_EPOCHS, ranges.size());
    for (int i = 1; i < ranges.size(); i++) {
      Argument.refuseIf(
          ranges.get(i - 1).epoch() >= ranges.get(i).epoch(), "a trapdoor's epochs ascend");
    }
    Argument.refuseIf(
        ranges.stream().mapToLong(EpochRange::count).sum() > MAX_ENTRIES,
        "a trapdoor is for at most 2^20 entries");
  }

  /** How many entries it finds. */
  public int entries() {
    return ranges.stream().mapToInt(EpochRange::count).sum();
  }

  /**
   * Passes on the addresses of the entries from {@code from} up to, not including, {@code to}, in
   * order: by epoch, then as they were made.
   *
   * @throws IndexOutOfBoundsException if there are fewer
   */
  public void addresses(int from, int to, Consumer<Hash> taker) {
    Objects.checkFromToIndex(from, to, entries());
    int passed = 0;
    for (EpochRange range : ranges) {
      range.addresses(Math.max(0, from - passed), Math.min(range.count(), to - passed), taker);
      passed += range.count();
    }
  }
}
