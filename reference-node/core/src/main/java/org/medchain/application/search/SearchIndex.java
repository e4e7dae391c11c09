package org.medchain.application.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.medchain.contract.search.JournalLine;
import org.medchain.data.Argument;
import org.medchain.data.Hash;

/**
 * The knowledge of an owner, or a delegate, to search and to enter records: how many entries each
 * keyword has, by epoch (VER-2). All of it is on the ledger: it is made again from the owner's
 * updates and the keys, by {@link #plus} for each in turn (VER-8).
 *
 * <p>Keywords are counted by tags of 8 bytes. If two had one tag, they would share one count, and
 * both their searches would report missing entries; none would find a wrong record, since addresses
 * and masks are made from the keywords themselves.
 *
 * <p>An instance changes, and is for one thread.
 */
public final class SearchIndex {
  /** The counts of the epochs whose keys are here. */
  private final List<EpochCounts> epochs = new ArrayList<>();

  private final SearchKeyring keys;
  private long nextNumber;

  /** The result of counting an update. */
  public enum Counting {
    /** Its entries are counted. */
    COUNTED,
    /**
     * It belongs to an epoch whose key is not here: a reader with only earlier keys, or keys of
     * another generation, cannot search it.
     */
    LATER_EPOCH,
    /**
     * Its journal was not made with the epoch's key for these entries. They are not found, and
     * their numbers stay free here; if that blocks the owner, it begins the next epoch.
     */
    UNREADABLE
  }

  /** An index of no updates. */
  public SearchIndex(SearchKeyring keys) {
    this.keys = keys;
    keys.keys().forEach(each -> epochs.add(new EpochCounts(each)));
  }

  /** The keys, the current epoch's last. */
  public SearchKeyring keys() {
    return keys;
  }

  /** The number of the next update. */
  public long nextNumber() {
    return nextNumber;
  }

  /** Keywords that padding may be entered under, besides those of the records entered here. */
  public void learn(Collection<Keyword> keywords) {
    keywords.forEach(current()::learn);
  }

  private EpochCounts current() {
    return epochs.get(epochs.size() - 1);
  }

  /**
   * The update that enters a record under its keywords, or takes it out. It counts when it is given
   * to {@link #plus}: as soon as it is sent, if others are to be made before it is executed.
   *
   * @param kind {@link EntryKind#ADD} or {@link EntryKind#REMOVE}
   * @throws IllegalArgumentException if one record cannot have this number of keywords
   */
  public IndexUpdate update(
      EntryKind kind, Hash record, Collection<Keyword> keywords, Padding padding) {
    Set<Keyword> each = new LinkedHashSet<>(keywords);
    Argument.refuseIf(
        kind == EntryKind.PADDING || each.isEmpty() || each.size() > Keywords.MAX_OF_RECORD,
        "an update adds or removes 1 to %s keywords of a record",
        Keywords.MAX_OF_RECORD);
    learn(each);
    return IndexMaker.update(current(), nextNumber, new EntryValue(kind, record), each, padding);
  }

  /**
   * Counts an update, the one with the next number, by its line in the owner's journal.
   *
   * @throws IllegalArgumentException if it has another number: the updates in between would be
   *     missed
   */
  public Counting plus(long number, JournalLine line) {
    Argument.refuseIf(number != nextNumber, "the next update is %s, not %s", nextNumber, number);
    nextNumber++;
    Optional<EpochKey> key = keys.key(line.epoch());
    if (key.isEmpty()) {
      return Counting.LATER_EPOCH;
    }
    Optional<long[]> tags = SealedJournal.open(key.get(), number, line);
    if (tags.isEmpty()) {
      return Counting.UNREADABLE;
    }
    for (long tag : tags.get()) {
      epochs.get(line.epoch() - keys.keys().get(0).epoch()).add(tag);
    }
    return Counting.COUNTED;
  }

  /** The same of an update that was just made. */
  public Counting plus(IndexUpdate update) {
    return plus(update.number(), update.line());
  }

  /** The number of entries that a search for the keyword finds: those added, removed and padded. */
  public int entries(Keyword keyword) {
    return epochs.stream().mapToInt(each -> each.of(keyword)).sum();
  }

  /**
   * The trapdoor for a keyword; it finds nothing, and need not be sent, if the keyword was never
   * entered.
   *
   * @throws IllegalArgumentException if it has more entries than {@link Trapdoor#MAX_ENTRIES}
   */
  public Trapdoor trapdoor(Keyword keyword) {
    List<EpochRange> ranges = new ArrayList<>();
    for (EpochCounts each : epochs) {
      int count = each.of(keyword);
      if (count > 0) {
        Hash root = KeywordKeys.of(each.key(), keyword).root();
        ranges.add(new EpochRange(each.key().epoch(), count, GgmTree.cover(root, count)));
      }
    }
    return new Trapdoor(ranges);
  }
}
