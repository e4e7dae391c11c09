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

/** The leakage profile of one owner's index (VER-3; spec/privacy.md), and its simulator. */
record Leakage(List<Event> events) {
  /** A step from which a node learns at once. */
  sealed interface Event {
    /** An update; its slots are its entries, its act is known where two updates share an entry. */
    record Updated(int epoch, long number, boolean executed, List<Integer> slots, int act)
        implements Event {}

    /** A search: a number for its keyword, and by epoch the entries that it finds. */
    record Searched(int pattern, Map<Integer, List<Integer>> slots) implements Event {}

    /** That all updates were taken out. */
    record Cleared() implements Event {}
  }

  private record SearchedList(int pattern, int epoch) {}

  private record ValueAt(int slot, int act) {}

  private record JournalOf(long number, List<Integer> slots, int act) {}

  Transcript simulated(RandomGenerator chance) {
    Map<SearchedList, Hash> roots = new LinkedHashMap<>();
    Map<Integer, Hash> addresses = new LinkedHashMap<>();
    for (Event each : events) {
      if (each instanceof Event.Searched searched) {
        drawTrees(searched, roots, addresses, chance);
      }
    }
    Map<ValueAt, Bytes> values = new LinkedHashMap<>();
    Map<JournalOf, Bytes> journals = new LinkedHashMap<>();
    Transcript transcript = new Transcript();
    for (Event each : events) {
      switch (each) {
        case Event.Updated updated -> {
          Map<Hash, IndexEntry> entries = new TreeMap<>();
          for (int slot : updated.slots()) {
            Hash address = addresses.computeIfAbsent(slot, missing -> drawn(chance));
            Bytes value =
                values.computeIfAbsent(
                    new ValueAt(slot, updated.act()),
                    missing -> drawn(chance, IndexEntry.VALUE_SIZE));
            entries.put(address, new IndexEntry(address, value));
          }
          Bytes journal =
              journals.computeIfAbsent(
                  new JournalOf(updated.number(), updated.slots(), updated.act()),
                  missing -> drawn(chance, journalSize(updated.slots().size())));
          transcript.update(
              new IndexUpdate(
                  updated.epoch(), updated.number(), new ArrayList<>(entries.values()), journal),
              updated.executed());
        }
        case Event.Searched searched -> transcript.search(trapdoor(searched, roots));
        case Event.Cleared cleared -> transcript.clear();
      }
    }
    return transcript;
  }

  /** One drawn root for each keyword and epoch, whose leaves are the addresses of its entries. */
  private static void drawTrees(
      Event.Searched searched,
      Map<SearchedList, Hash> roots,
      Map<Integer, Hash> addresses,
      RandomGenerator chance) {
    searched
        .slots()
        .forEach(
            (epoch, slots) -> {
              SearchedList list = new SearchedList(searched.pattern(), epoch);
              Hash root = roots.computeIfAbsent(list, missing -> drawn(chance));
              for (int number = 0; number < slots.size(); number++) {
                addresses.put(slots.get(number), GgmTree.address(root, number));
              }
            });
  }

  private static Trapdoor trapdoor(Event.Searched searched, Map<SearchedList, Hash> roots) {
    List<EpochRange> ranges = new ArrayList<>();
    new TreeMap<>(searched.slots())
        .forEach(
            (epoch, slots) -> {
              Hash root = roots.get(new SearchedList(searched.pattern(), epoch));
              ranges.add(new EpochRange(epoch, slots.size(), GgmTree.cover(root, slots.size())));
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
