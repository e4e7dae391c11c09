package org.medchain.application.search;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.medchain.contract.search.IndexEntry;
import org.medchain.contract.search.JournalLine;
import org.medchain.data.Hash;

/** Makes the update that enters a record in an index, or takes it out (VER-6). */
final class IndexMaker {
  /** The number of entries of a padded update is a multiple of this. */
  static final int MULTIPLE = 16;

  private record TaggedEntry(IndexEntry entry, long tag) {}

  private IndexMaker() {}

  static IndexUpdate update(
      EpochCounts counts, long number, EntryValue value, Set<Keyword> keywords, Padding padding) {
    Map<Hash, TaggedEntry> byAddress = new TreeMap<>();
    Set<Keyword> all = new LinkedHashSet<>(keywords);
    if (padding == Padding.SMOOTHED) {
      int missing = Math.floorMod(-keywords.size(), MULTIPLE);
      all.addAll(counts.fewest(missing, keywords));
    }
    EntryValue pad = value.padding(counts.key());
    for (Keyword keyword : all) {
      EntryValue own = keywords.contains(keyword) ? value : pad;
      TaggedEntry made = entry(counts, keyword, own);
      byAddress.put(made.entry().address(), made);
    }
    List<TaggedEntry> sorted = List.copyOf(byAddress.values());
    List<IndexEntry> entries = sorted.stream().map(TaggedEntry::entry).toList();
    long[] tags = sorted.stream().mapToLong(TaggedEntry::tag).toArray();
    EpochKey key = counts.key();
    return new IndexUpdate(
        key.epoch(),
        number,
        entries,
        SealedJournal.seal(key, number, JournalLine.digest(entries), tags));
  }

  private static TaggedEntry entry(EpochCounts counts, Keyword keyword, EntryValue value) {
    KeywordKeys keys = KeywordKeys.of(counts.key(), keyword);
    int number = counts.of(keyword);
    if (number == Trapdoor.MAX_ENTRIES) {
      throw new IllegalStateException("2^20 entries of one keyword: begin another epoch");
    }
    Hash address = GgmTree.address(keys.root(), number);
    return new TaggedEntry(new IndexEntry(address, value.masked(keys, number)), keys.tag());
  }
}
