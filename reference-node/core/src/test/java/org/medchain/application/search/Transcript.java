package org.medchain.application.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.contract.search.IndexEntry;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/**
 * Everything that a node receives of one owner's index, in order (VER-3), and its shape: all that
 * can be seen without a key. Compared are
 *
 * <ul>
 *   <li>of each update: epoch, number, how many entries, the length of each address, value and
 *       journal, whether addresses ascend, and how many blocks of 8 bytes occurred before in any
 *       update;
 *   <li>of each search: its size, the epochs, counts and numbers of seeds; in which update each
 *       entry stands that it finds; of each node of its trees, seeds and addresses included,
 *       whether and where it occurred in an earlier search; the sizes of the answer, what it lacks,
 *       and whether its values are those of the updates;
 *   <li>over all updates: for each bit of addresses, of values and of journals' blocks, whether it
 *       is as often 1 as 0, within six standard deviations.
 * </ul>
 */
final class Transcript {
  private static final int BLOCK = 8;
  private static final int PAGE = 7;

  private final List<String> shape = new ArrayList<>();
  private final SearchedLedger ledger = new SearchedLedger();
  private final Map<Hash, Long> updateOf = new TreeMap<>();
  private final Map<Bytes, Integer> blocks = new TreeMap<>();
  private final Map<Hash, Integer> nodes = new TreeMap<>();
  private final BitBalance addresses = new BitBalance(Hash.SIZE);
  private final BitBalance values = new BitBalance(IndexEntry.VALUE_SIZE);
  private final BitBalance journals = new BitBalance(BLOCK);

  /** An update arrives. */
  void update(IndexUpdate update) {
    ledger.execute(update);
    int repeated = 0;
    for (IndexEntry each : update.entries()) {
      updateOf.put(each.address(), update.number());
      addresses.add(each.address().toBytes());
      values.add(each.value());
      repeated += repeatedBlocks(each.address().toBytes(), 0);
      // The record's id begins behind the first byte.
      repeated += repeatedBlocks(each.value(), 0) + repeatedBlocks(each.value(), 1);
    }
    repeated += repeatedBlocks(update.journal(), 0);
    for (int at = 0; at + BLOCK <= update.journal().size(); at += BLOCK) {
      journals.add(update.journal().slice(at, at + BLOCK));
    }
    List<Hash> own = update.entries().stream().map(IndexEntry::address).toList();
    shape.add(
        "update "
            + update.number()
            + " of epoch "
            + update.epoch()
            + ": sizes "
            + update.entries().stream().map(each -> each.value().size()).toList()
            + ", journal "
            + update.journal().size()
            + ", ascending "
            + own.equals(own.stream().sorted().distinct().toList())
            + ", repeated blocks "
            + repeated);
  }

  private int repeatedBlocks(Bytes content, int from) {
    int repeated = 0;
    for (int at = from; at + BLOCK <= content.size(); at += BLOCK) {
      Integer before = blocks.putIfAbsent(content.slice(at, at + BLOCK), blocks.size());
      repeated += before == null ? 0 : 1;
    }
    return repeated;
  }

  /** A search arrives, and is answered. */
  void search(Trapdoor trapdoor) {
    List<Long> found = new ArrayList<>();
    trapdoor.addresses(0, trapdoor.entries(), each -> found.add(updateOf.getOrDefault(each, -1L)));
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

  /** What can be seen. */
  List<String> shape() {
    List<String> whole = new ArrayList<>(shape);
    whole.add("addresses " + addresses.verdict());
    whole.add("values " + values.verdict());
    whole.add("journals " + journals.verdict());
    return whole;
  }
}
