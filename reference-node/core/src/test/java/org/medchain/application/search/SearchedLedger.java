package org.medchain.application.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.contract.search.IndexEntry;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;

/** The ledger's data of one owner's index: the updates, and the value at each address. */
final class SearchedLedger {
  private final List<IndexUpdate> updates = new ArrayList<>();
  private final Map<Hash, Bytes> values = new TreeMap<>();

  void execute(IndexUpdate update) {
    updates.add(update);
    for (IndexEntry each : update.entries()) {
      assertThat(values.put(each.address(), each.value())).as("an address is used once").isNull();
    }
  }

  /** All of it is taken out (CON-46). */
  void clear() {
    updates.clear();
    values.clear();
  }

  List<IndexUpdate> updates() {
    return updates;
  }

  Optional<Bytes> value(Hash address) {
    return Optional.ofNullable(values.get(address));
  }

  int size() {
    return values.size();
  }

  /** The counts as a holder of these keys makes them, only from the updates. */
  SearchIndex index(SearchKeyring keys) {
    SearchIndex index = new SearchIndex(keys);
    for (IndexUpdate each : updates) {
      assertThat(index.plus(each)).isNotEqualTo(SearchIndex.Counting.UNREADABLE);
    }
    return index;
  }

  /** A whole search in pages of a few values. */
  List<MaskedPage> pages(Trapdoor trapdoor, int pageSize) {
    List<MaskedPage> pages = new ArrayList<>();
    for (int from = 0; from < trapdoor.entries(); from += pageSize) {
      int to = Math.min(trapdoor.entries(), from + pageSize);
      pages.add(TrapdoorMatcher.match(this::value, trapdoor, from, to));
    }
    return pages;
  }

  SearchResults search(SearchIndex index, Keyword keyword) {
    Trapdoor trapdoor = index.trapdoor(keyword);
    return SearchResults.open(index.keys(), keyword, trapdoor, pages(trapdoor, 7));
  }
}
