package org.medchain.contract.search;

import java.util.List;
import java.util.Optional;
import org.medchain.contract.engine.StateEntry;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** The owners' encrypted indexes on the ledger (CON-34 to CON-37; decision 0274). */
public final class SearchIndexes {
  /** The most entries of an owner's index. */
  public static final long MAX_ENTRIES = 1L << 22;

  /** The epochs of a generation of an owner's index: that many delegations end in it. */
  public static final int MAX_EPOCHS = 256;

  /** How many lines of an owner's search log the state holds: the last ones. */
  public static final int LINES_KEPT = 64;

  /** Bytes of an entry's key. */
  static final int ENTRY_KEY_SIZE = 1 + PublicKey.SIZE + Hash.SIZE;

  /** Bytes of a key of an owner and a number. */
  static final int NUMBERED_KEY_SIZE = 1 + PublicKey.SIZE + 8;

  /** Bytes of an index's head with its key. */
  static final int HEAD_BYTES = 1 + PublicKey.SIZE + SearchIndexHead.SIZE;

  static final Table<EntryPlace, Bytes> ENTRIES =
      new Table<>(0x50, "entries of search indexes", Codec.of(EntryPlace.class), IndexEntry.VALUE);

  static final Table<PublicKey, SearchIndexHead> HEADS =
      new Table<>(0x51, "search indexes", PublicKey.CODEC, Codec.of(SearchIndexHead.class));

  static final Table<NumberOfOwner, JournalLine> JOURNAL =
      new Table<>(
          0x52,
          "journals of search indexes",
          Codec.of(NumberOfOwner.class),
          Codec.of(JournalLine.class));

  /**
   * The addresses that an update wrote, so that they can be taken out: the state has no range of an
   * owner's entries.
   */
  static final Table<NumberOfOwner, List<Hash>> ADDRESSES =
      new Table<>(
          0x57,
          "addresses of updates of search indexes",
          Codec.of(NumberOfOwner.class),
          Codec.HASH.list());

  static final Table<PublicKey, SearchBill> BILLS =
      new Table<>(0x54, "last query bills", PublicKey.CODEC, Codec.of(SearchBill.class));

  static final Table<NumberOfOwner, SearchLine> LINES =
      new Table<>(
          0x55, "lines of search logs", Codec.of(NumberOfOwner.class), Codec.of(SearchLine.class));

  private SearchIndexes() {}

  /**
   * Names an entry: others' addresses cannot be taken by a squatter, for the owner is a part.
   *
   * @param owner whose index
   * @param address in it
   */
  record EntryPlace(PublicKey owner, Hash address) {}

  /**
   * Numbers what an owner's index has.
   *
   * @param owner whose index
   * @param number from 0
   */
  record NumberOfOwner(PublicKey owner, long number) {}

  /**
   * The generation of an epoch, from 0: its keys follow from those of no other (VER-13).
   *
   * @param epoch or {@link DelegateSearch#NO_KEY_YET}, which belongs to none
   */
  public static int generation(int epoch) {
    return Math.floorDiv(epoch, MAX_EPOCHS);
  }

  /** How far the owner's index is. */
  public static SearchIndexHead head(WorldState state, PublicKey owner) {
    return HEADS.get(state, owner).orElse(SearchIndexHead.EMPTY);
  }

  /** The masked value at an address of the owner's index. */
  public static Optional<Bytes> value(WorldState state, PublicKey owner, Hash address) {
    return ENTRIES.get(state, new EntryPlace(owner, address));
  }

  /** The state entry for an address of an owner's index. */
  public static StateEntry<Bytes> valueEntry(PublicKey owner, Hash address) {
    return ENTRIES.entry(new EntryPlace(owner, address));
  }

  /** The state entry for a line of an owner's journal, by the number of the update. */
  public static StateEntry<JournalLine> journalEntry(PublicKey owner, long number) {
    return JOURNAL.entry(new NumberOfOwner(owner, number));
  }

  /** The entry of a line of an owner's search log: places from 0 to {@link #LINES_KEPT} - 1. */
  public static StateEntry<SearchLine> lineEntry(PublicKey owner, long place) {
    return LINES.entry(new NumberOfOwner(owner, place));
  }

  /** The entry of a participant's last bill. */
  public static StateEntry<SearchBill> billEntry(PublicKey searcher) {
    return BILLS.entry(searcher);
  }

  /** The entry of an owner's head; absence means {@link SearchIndexHead#EMPTY}. */
  public static StateEntry<SearchIndexHead> headEntry(PublicKey owner) {
    return HEADS.entry(owner);
  }
}
