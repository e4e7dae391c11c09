package org.medchain.application;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.medchain.application.ListKey.ListLine;
import org.medchain.application.ListKey.Stretch;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Receipt;

/** The sorted lists of a small executed chain in memory (STO-27, STO-28). */
public final class SortedLists {
  private final NavigableMap<Bytes, Bytes> lists = new TreeMap<>();

  /** Heights by block time: of blocks of the same time, the first. */
  private final NavigableMap<Long, Long> heights = new TreeMap<>();

  /** Takes in an executed block; one that comes twice changes nothing. */
  public void enter(Block block, List<Receipt> receipts) {
    Long unused = heights.merge(block.header().timestampMs(), block.height(), Math::min);
    for (int i = 0; i < block.transactions().size(); i++) {
      Location place = new Location(block.height(), i);
      LocationLists.forEachLine(
          block.transactions().get(i), receipts.get(i), place, lists::putIfAbsent);
    }
  }

  /** A page of the accepted records that a search names. */
  public Page<FoundRecord> find(RecordSearch search) {
    return ListKey.stretch(search, this::firstNotBefore)
        .map(stretch -> stretch.page(lines(lists, stretch), LocationLists::found))
        .orElseGet(Page::empty);
  }

  /** A page of the orders about a record. */
  public Page<HistoryEntry> history(HistorySearch search) {
    return ListKey.stretch(search, this::firstNotBefore)
        .map(stretch -> stretch.page(lines(lists, stretch), HistoryEntry::of))
        .orElseGet(Page::empty);
  }

  /** The lines of a stretch, one more than wanted. */
  static List<ListLine> lines(NavigableMap<Bytes, Bytes> lists, Stretch stretch) {
    return lists.tailMap(stretch.from(), true).entrySet().stream()
        .takeWhile(each -> each.getKey().compareTo(stretch.below()) < 0)
        .limit(stretch.lookAhead())
        .map(each -> new ListLine(each.getKey(), each.getValue()))
        .toList();
  }

  private OptionalLong firstNotBefore(long timeMs) {
    return Optional.ofNullable(heights.ceilingEntry(timeMs)).stream()
        .mapToLong(Map.Entry::getValue)
        .findFirst();
  }
}
