package org.medchain.measurements;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.application.search.EntryKind;
import org.medchain.application.search.IndexUpdate;
import org.medchain.application.search.Keyword;
import org.medchain.application.search.Padding;
import org.medchain.application.search.SearchIndex;
import org.medchain.application.search.SearchKey;
import org.medchain.contract.search.IndexEntry;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;

/**
 * An owner's encrypted index as a node has it: for each search, in which updates the entries came
 * that it finds. Who knows the records can make one of its own, with another key.
 */
final class UpdateSets {
  private final SearchIndex index;
  private final Map<Hash, Integer> updateOf = new TreeMap<>();
  private final Map<Keyword, BitSet> found = new LinkedHashMap<>();

  private UpdateSets(SearchIndex index) {
    this.index = index;
  }

  /** Enters the records that have keywords; the others take a place and no update. */
  static UpdateSets of(OwnerRecords owner, Padding padding, String key) {
    Bytes secret = Hash.of(Bytes.utf8(key)).toBytes();
    UpdateSets made = new UpdateSets(new SearchIndex(new SearchKey(secret).keyring(0)));
    List<List<Keyword>> records = owner.records();
    for (int number = 0; number < records.size(); number++) {
      if (!records.get(number).isEmpty()) {
        made.enter(number, records.get(number), padding);
      }
    }
    return made;
  }

  private void enter(int number, List<Keyword> keywords, Padding padding) {
    Hash record = Hash.of(Bytes.utf8("record " + number));
    for (IndexEntry each :
        counted(index, index.update(EntryKind.ADD, record, keywords, padding)).entries()) {
      updateOf.put(each.address(), number);
    }
  }

  /** An update that an index counts as its own. */
  static IndexUpdate counted(SearchIndex index, IndexUpdate update) {
    SearchIndex.Counting counted = index.plus(update);
    if (counted != SearchIndex.Counting.COUNTED) {
      throw new IllegalStateException("an own update is " + counted);
    }
    return update;
  }

  /** The places of the records whose updates have an entry that the search finds. */
  BitSet search(Keyword keyword) {
    return found.computeIfAbsent(
        keyword,
        missing -> {
          BitSet updates = new BitSet();
          int entries = index.entries(keyword);
          index.trapdoor(keyword).addresses(0, entries, each -> updates.set(updateOf.get(each)));
          return updates;
        });
  }

  /** What is in both sets. */
  static BitSet both(BitSet one, BitSet other) {
    BitSet both = (BitSet) one.clone();
    both.and(other);
    return both;
  }

  /** Whether all of these are seen. */
  static boolean has(BitSet seen, BitSet records) {
    return both(seen, records).equals(records);
  }
}
