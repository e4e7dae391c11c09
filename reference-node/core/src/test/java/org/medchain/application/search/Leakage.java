package org.medchain.application.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.medchain.contract.search.IndexEntry;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;

/**
 * The leakage profile of one owner's index (VER-3; spec/privacy.md), and the simulator, which knows
 * nothing else: no key, no keyword, no record.
 *
 * @param events in order
 */
record Leakage(List<Event> events) {
  /** What a node learns at once. */
  sealed interface Event {
    /** Of an update: its epoch, and how many entries it has. */
    record Updated(int epoch, int entries) implements Event {}

    /**
     * Of a search: which earlier one was for the same keyword, and the updates that its entries
     * came in.
     *
     * @param pattern the same number for the same keyword
     * @param updates by epoch, the numbers of the updates, ascending
     */
    record Searched(int pattern, Map<Integer, List<Integer>> updates) implements Event {}
  }

  private record SearchedList(int pattern, int epoch) {}

  /** The owner of a searched keyword's entries in an epoch, as the simulator draws it. */
  private record DrawnTree(Hash root, List<Integer> updates) {}

  Transcript simulated(RandomGenerator chance) {
    Map<SearchedList, DrawnTree> trees = trees(chance);
    Transcript transcript = new Transcript();
    int number = 0;
    for (Event each : events) {
      switch (each) {
        case Event.Updated updated -> {
          transcript.update(update(number, updated, trees, chance));
          number++;
        }
        case Event.Searched searched -> transcript.search(trapdoor(searched, trees));
      }
    }
    return transcript;
  }

  /** One drawn root for each keyword and epoch; the last search has all of its updates. */
  private Map<SearchedList, DrawnTree> trees(RandomGenerator chance) {
    Map<SearchedList, DrawnTree> trees = new LinkedHashMap<>();
    for (Event each : events) {
      if (each instanceof Event.Searched(int pattern, Map<Integer, List<Integer>> updates)) {
        updates.forEach(
            (epoch, numbers) -> {
              SearchedList list = new SearchedList(pattern, epoch);
              Hash root = trees.containsKey(list) ? trees.get(list).root() : drawn(chance);
              trees.put(list, new DrawnTree(root, numbers));
            });
      }
    }
    return trees;
  }

  private static IndexUpdate update(
      int number,
      Event.Updated updated,
      Map<SearchedList, DrawnTree> trees,
      RandomGenerator chance) {
    Map<Hash, IndexEntry> entries = new TreeMap<>();
    for (DrawnTree tree : trees.values()) {
      int count = tree.updates().indexOf(number);
      if (count >= 0) {
        put(entries, GgmTree.address(tree.root(), count), chance);
      }
    }
    while (entries.size() < updated.entries()) {
      put(entries, drawn(chance), chance);
    }
    Bytes journal = drawn(chance, journalSize(updated.entries()));
    return new IndexUpdate(updated.epoch(), number, new ArrayList<>(entries.values()), journal);
  }

  private static void put(Map<Hash, IndexEntry> entries, Hash address, RandomGenerator chance) {
    entries.put(address, new IndexEntry(address, drawn(chance, IndexEntry.VALUE_SIZE)));
  }

  private static Trapdoor trapdoor(Event.Searched searched, Map<SearchedList, DrawnTree> trees) {
    List<EpochRange> ranges = new ArrayList<>();
    new TreeMap<>(searched.updates())
        .forEach(
            (epoch, numbers) -> {
              Hash root = trees.get(new SearchedList(searched.pattern(), epoch)).root();
              ranges.add(
                  new EpochRange(epoch, numbers.size(), GgmTree.cover(root, numbers.size())));
            });
    return new Trapdoor(ranges);
  }

  private static Hash drawn(RandomGenerator chance) {
    return Hash.fromArray(drawn(chance, Hash.SIZE).toArray(), 0);
  }

  private static Bytes drawn(RandomGenerator chance, int size) {
    byte[] bytes = new byte[size];
    IntStream.range(0, size).forEach(i -> bytes[i] = (byte) chance.nextInt());
    return Bytes.of(bytes);
  }

  /** Length of the journal of this number of entries, in bytes: their tags, and a code. */
  static int journalSize(int entries) {
    return entries * Long.BYTES + SealedJournal.CODE_SIZE;
  }
}
