package org.medchain.application.search;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.medchain.contract.search.IndexEntry;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.CodecCase;
import org.medchain.data.DataArbitraries;
import org.medchain.data.Hash;

/** Any values of this package that have an encoding. */
public final class SearchValues {
  private SearchValues() {}

  /** Of each type. */
  public static List<CodecCase<?>> codecs() {
    return List.of(
        new CodecCase<>(
            BillSalt.class,
            DataArbitraries.hashes().map(BillSalt::new),
            Codec.of(BillSalt.class)::decode),
        new CodecCase<>(EpochRange.class, ranges(0), EpochRange.CODEC::decode),
        new CodecCase<>(Trapdoor.class, trapdoors(), Trapdoor.CODEC::decode),
        new CodecCase<>(MaskedPage.class, pages(), MaskedPage.CODEC::decode));
  }

  private static Arbitrary<EpochRange> ranges(int epoch) {
    return Arbitraries.integers()
        .between(1, 300)
        .flatMap(
            count ->
                DataArbitraries.hashes()
                    .list()
                    .ofSize(Integer.bitCount(count))
                    .map(seeds -> new EpochRange(epoch, count, seeds)));
  }

  private static Arbitrary<Trapdoor> trapdoors() {
    return ranges(0)
        .list()
        .ofMaxSize(4)
        .map(
            ranges -> {
              List<EpochRange> inOrder = new ArrayList<>();
              for (EpochRange each : ranges) {
                inOrder.add(new EpochRange(3 * inOrder.size(), each.count(), each.seeds()));
              }
              return new Trapdoor(inOrder);
            });
  }

  private static Arbitrary<MaskedPage> pages() {
    return DataArbitraries.hashes()
        .map(SearchValues::value)
        .optional()
        .list()
        .ofMaxSize(5)
        .map(MaskedPage::new);
  }

  private static Bytes value(Hash content) {
    byte[] value = new byte[IndexEntry.VALUE_SIZE];
    content.copyTo(value, 1);
    return Bytes.of(value);
  }
}
