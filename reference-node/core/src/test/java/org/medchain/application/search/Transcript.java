package org.medchain.application.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.medchain.contract.search.IndexEntry;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/**
 * Everything that a node receives of one owner's index, in order (VER-3), and its shape: all that
 * can be seen without a key. Compared are
 *
 * <ul>
 *   <li>of each update: epoch, number, whether it was executed, how many entries, the length of
 *       each value and journal, whether addresses ascend; which earlier updates have which of its
 *       addresses, and with equal values or others; which has its journal; of all else, and of the
 *       differences of two values at one address, how many blocks of 8 bytes occurred before;
 *   <li>of each search: its size, the epochs, counts and numbers of seeds; the updates with each
 *       entry that it finds; of each node of its trees, seeds and addresses included, whether and
 *       where it occurred in an earlier search; the sizes of the answer, its missing entries, and
 *       whether its values are those of the updates;
 *   <li>over all updates: for each bit of addresses, of values and of journals' blocks, whether it
 *       is as often 1 as 0, within six standard deviations.
 * </ul>
 */
final class Transcript {
  private static final int BLOCK = 8;
  private static final int PAGE = 7;

  private final List<String> shape = new ArrayList<>();
  private final SearchedLedger ledger = new SearchedLedger();

  /** By address, the updates that had it, and their values there. */
  private final Map<Hash, Map<Integer, Bytes>> seen = new TreeMap<>();

  private final Map<Bytes, Integer> journalsSeen = new TreeMap<>();
  private final Map<Bytes, Integer> blocks = new TreeMap<>();
  private final Map<Hash, Integer> nodes = new TreeMap<>();
  private final BitBalance addresses = new BitBalance(Hash.SIZE);
  private final BitBalance values = new BitBalance(IndexEntry.VALUE_SIZE);
  private final BitBalance journals = new BitBalance(BLOCK);
  private int updates;

  void update(IndexUpdate update, boolean executed) {
    if (executed) {
      ledger.execute(update);
    }
    int repeated = 0;
    Map<String, Integer> common = new TreeMap<>();
    for (IndexEntry each : update.entries()) {
      Map<Integer, Bytes> before = seen.computeIfAbsent(each.address(), missing -> new TreeMap<>());
      common.merge(relation(before, each.value()), 1, Integer::sum);
      repeated += before.isEmpty() ? newAddress(each.address()) : 0;
      repeated += before.containsValue(each.value()) ? 0 : newValue(before, each.value());
      before.put(updates, each.value());
    }
    Integer sameJournal = journalsSeen.putIfAbsent(update.journal(), updates);
    repeated += sameJournal == null ? newJournal(update.journal()) : 0;
    List<Hash> own = update.entries().stream().map(IndexEntry::address).toList();
    shape.add(
        "update "
            + update.number()
            + " of epoch "
            + update.epoch()
            + (executed ? " executed" : " refused")
            + ": sizes "
            + update.entries().stream().map(each -> each.value().size()).toList()
            + ", journal "
            + (sameJournal == null ? "new of " + update.journal().size() : "as in " + sameJournal)
            + ", ascending "
            + own.equals(own.stream().sorted().distinct().toList())
            + ", common "
            + common
            + ", repeated blocks "
            + repeated);
    updates++;
  }

  /** All updates are taken out. */
  void clear() {
    ledger.clear();
    shape.add("cleared");
  }

  /** In which updates the address was, and whether with this value. */
  private static String relation(Map<Integer, Bytes> before, Bytes value) {
    return before.isEmpty()
        ? "new"
        : before.entrySet().stream()
            .map(each -> each.getKey() + (each.getValue().equals(value) ? "=" : "!"))
            .collect(Collectors.joining(" "));
  }

  private int newAddress(Hash address) {
    addresses.add(address.toBytes());
    return repeatedBlocks(address.toBytes(), 0);
  }

  /** Its own number, and its relation to each other value at its address. */
  private int newValue(Map<Integer, Bytes> before, Bytes value) {
    values.add(value);
    // The record's id begins behind the first byte.
    int repeated = repeatedBlocks(value, 0) + repeatedBlocks(value, 1);
    for (Bytes other : new TreeSet<>(before.values())) {
      Bytes difference = Received.xor(value, other);
      repeated += repeatedBlocks(difference, 0) + repeatedBlocks(difference, 1);
    }
    return repeated;
  }

  private int newJournal(Bytes journal) {
    for (int at = 0; at + BLOCK <= journal.size(); at += BLOCK) {
      journals.add(journal.slice(at, at + BLOCK));
    }
    return repeatedBlocks(journal, 0);
  }

  private int repeatedBlocks(Bytes content, int from) {
    int repeated = 0;
    for (int at = from; at + BLOCK <= content.size(); at += BLOCK) {
      Integer before = blocks.putIfAbsent(content.slice(at, at + BLOCK), blocks.size());
      repeated += before == null ? 0 : 1;
    }
    return repeated;
  }

  void search(Trapdoor trapdoor) {
    List<Set<Integer>> found = new ArrayList<>();
    trapdoor.addresses(
        0, trapdoor.entries(), each -> found.add(seen.getOrDefault(each, Map.of()).keySet()));
    List<Integer> tokens = new ArrayList<>();
    for (EpochRange range : trapdoor.ranges()) {
      int rest = range.count();
      for (Hash seed : range.seeds()) {
        int size = Integer.highestOneBit(rest);
        expand(seed, Integer.numberOfTrailingZeros(size), tokens);
        rest -= size;
      }
    }
    List<MaskedPage> pages = ledger.pages(trapdoor, PAGE);
    shape.add(
        "search of "
            + trapdoor.encoded().size()
            + " bytes, "
            + trapdoor.ranges().stream()
                .map(each -> each.epoch() + ":" + each.count() + ":" + each.seeds().size())
                .toList()
            + ": found in "
            + found
            + ", nodes "
            + tokens
            + ", answers "
            + pages.stream().map(each -> each.encoded().size() + "/" + each.missing()).toList());
  }

  /** All that follows from a seed, in the order of the literature, apart from the tree's code. */
  private void expand(Hash node, int level, List<Integer> tokens) {
    tokens.add(nodes.computeIfAbsent(node, missing -> nodes.size()));
    Hash.Keyed keyed = Hash.Keyed.by(node);
    if (level == 0) {
      Hash address = keyed.of(Bytes.utf8("entry"));
      tokens.add(nodes.computeIfAbsent(address, missing -> nodes.size()));
      return;
    }
    for (int side = 0; side < 2; side++) {
      expand(keyed.of(new Encoder().uint8(side).toBytes()), level - 1, tokens);
    }
  }

  /** The visible part. */
  List<String> shape() {
    List<String> whole = new ArrayList<>(shape);
    whole.add("addresses " + addresses.verdict());
    whole.add("values " + values.verdict());
    whole.add("journals " + journals.verdict());
    return whole;
  }
}
