package org.medchain.measurements;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.medchain.application.search.EntryKind;
import org.medchain.application.search.IndexUpdate;
import org.medchain.application.search.Keyword;
import org.medchain.application.search.Keywords;
import org.medchain.application.search.Padding;
import org.medchain.application.search.SearchIndex;
import org.medchain.application.search.SearchKey;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.search.IndexEntry;
import org.medchain.contract.search.SearchIndexes;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.state.StateTree;

/**
 * An owner with many synthetic records, of which it takes a fifth out again: its index, the state
 * of a node that executed its updates, and a plain inverted index to compare with (VER-10).
 *
 * <p>A planted keyword of h hits is in h records that stay and in a quarter as many that go.
 */
final class SearchedOwner {
  /** Every fifth record is taken out. */
  private static final int REMOVED = 5;

  private static final int VOCABULARY = 2000;
  private static final int WORDS = 4;
  private static final int DOCTORS = 20;
  private static final int DAYS = 3650;
  private static final long DAY_MS = 86_400_000;
  private static final long FIRST_DAY = 16_000;

  private static final List<String> TYPES =
      List.of("Condition", "Encounter", "Immunization", "MedicationRequest", "Observation");

  private final PublicKey owner = new PublicKey(Hash.of(Bytes.utf8("owner")).toBytes());
  private final List<Integer> hits;
  private final SplittableRandom chance;
  private final SearchIndex index;
  private final Padding padding;

  /** The records by keyword. */
  private final Map<Keyword, Set<Hash>> plain = new LinkedHashMap<>();

  private WorldState state = WorldState.of(StateTree.EMPTY);
  private long updateBytes;

  private SearchedOwner(List<Integer> hits, Padding padding, long seed) {
    this.hits = hits;
    this.padding = padding;
    this.chance = new SplittableRandom(seed);
    Bytes secret = Hash.of(Bytes.utf8("search key " + seed)).toBytes();
    this.index = new SearchIndex(new SearchKey(secret).keyring(0));
  }

  static SearchedOwner of(int records, List<Integer> hits, Padding padding, long seed) {
    SearchedOwner made = new SearchedOwner(hits, padding, seed);
    Map<Hash, List<Keyword>> removed = new LinkedHashMap<>();
    for (int number = 0; number < records; number++) {
      Hash record = Hash.of(Bytes.utf8("record " + number));
      List<Keyword> keywords = made.keywords(number);
      made.update(EntryKind.ADD, record, keywords);
      if (number % REMOVED == REMOVED - 1) {
        removed.put(record, keywords);
      }
    }
    removed.forEach((record, keywords) -> made.update(EntryKind.REMOVE, record, keywords));
    // As at the end of a block; lookups do not need it.
    Hash unusedRoot = made.state.tree().root();
    return made;
  }

  /** The keyword that is planted for a number of hits. */
  static Keyword planted(int hits) {
    return Keyword.of("planted" + hits);
  }

  private List<Keyword> keywords(int number) {
    StringBuilder description = new StringBuilder();
    boolean goes = number % REMOVED == REMOVED - 1;
    int place = goes ? number / REMOVED : number - number / REMOVED;
    for (int each : hits) {
      if (place < (goes ? Math.ceilDiv(each, REMOVED - 1) : each)) {
        description.append(planted(each)).append(' ');
      }
    }
    for (int i = 0; i < WORDS; i++) {
      // The square makes some words frequent and most rare.
      double drawn = chance.nextDouble();
      description.append("word").append((int) (drawn * drawn * VOCABULARY)).append(' ');
    }
    PublicKey doctor =
        new PublicKey(Hash.of(Bytes.utf8("doctor " + chance.nextInt(DOCTORS))).toBytes());
    long day = FIRST_DAY + chance.nextInt(DAYS);
    String type = TYPES.get(chance.nextInt(TYPES.size()));
    return Keywords.of(description.toString(), type, doctor, day * DAY_MS);
  }

  private void update(EntryKind kind, Hash record, List<Keyword> keywords) {
    IndexUpdate made = UpdateSets.counted(index, index.update(kind, record, keywords, padding));
    StateTree tree = state.tree();
    for (IndexEntry each : made.entries()) {
      tree = tree.put(SearchIndexes.valueEntry(owner, each.address()).key(), each.value());
    }
    state = WorldState.of(tree);
    updateBytes += (long) made.entries().size() * IndexEntry.SIZE + made.journal().size();
    for (Keyword each : keywords) {
      Set<Hash> records = plain.computeIfAbsent(each, missing -> new LinkedHashSet<>());
      boolean unused = kind == EntryKind.ADD ? records.add(record) : records.remove(record);
    }
  }

  /** As a node looks an address up. */
  Optional<Bytes> value(Hash address) {
    return SearchIndexes.value(state, owner, address);
  }

  SearchIndex index() {
    return index;
  }

  /** The records that a plain inverted index finds. */
  List<Hash> expected(Keyword keyword) {
    return List.copyOf(plain.getOrDefault(keyword, Set.of()));
  }

  /** All keywords of records, in the order in which they came. */
  List<Keyword> known() {
    return List.copyOf(plain.keySet());
  }

  /** Number of entries in the state. */
  int entries() {
    return state.tree().size();
  }

  /** What the entries and journals of all updates are together. */
  long updateBytes() {
    return updateBytes;
  }
}
