package org.medchain.contract.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Bytes;
import org.medchain.data.DataArbitraries;
import org.medchain.data.PublicKey;
import org.medchain.data.RecordValues;

/** Arbitrary values about search, and what tests see of its log. */
public final class SearchValues {
  private SearchValues() {}

  private static Arbitrary<Bytes> bytes(int size) {
    return DataArbitraries.bytes(size, size);
  }

  /** Adds what has bytes of one size. */
  public static RecordValues in(RecordValues values) {
    Arbitrary<PublicKey> keys = DataArbitraries.publicKeys();
    Arbitrary<Bytes> secrets = bytes(SearchDelegation.KEY_SIZE);
    return values
        .with(
            IndexEntry.class,
            Combinators.combine(DataArbitraries.hashes(), bytes(IndexEntry.VALUE_SIZE))
                .as(IndexEntry::new))
        .with(
            DelegateSearch.class,
            Combinators.combine(keys, Arbitraries.longs(), Arbitraries.integers(), secrets)
                .as(DelegateSearch::new))
        .with(
            SearchDelegation.class,
            Combinators.combine(keys, Arbitraries.longs(), Arbitraries.integers(), secrets)
                .as(SearchDelegation::new));
  }

  /** The lines of an owner's search log that the state holds, the oldest first. */
  public static List<SearchLine> lines(WorldState state, PublicKey owner) {
    List<SearchLine> lines = new ArrayList<>();
    for (long place = 0; place < SearchIndexes.LINES_KEPT; place++) {
      SearchIndexes.LINES
          .get(state, new SearchIndexes.NumberOfOwner(owner, place))
          .ifPresent(lines::add);
    }
    lines.sort(Comparator.comparingLong(SearchLine::number));
    return lines;
  }
}
