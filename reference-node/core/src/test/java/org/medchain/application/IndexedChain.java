package org.medchain.application;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.medchain.application.ListKey.ListLine;
import org.medchain.application.ListKey.Stretch;
import org.medchain.contract.TestChain;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Header;
import org.medchain.data.MerkleProver;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/** A chain with lists that followed it: uploads, some refused, in blocks of different sizes. */
public final class IndexedChain {
  public final TestChain chain = new TestChain();
  final FollowedLists lists = new FollowedLists();

  /** Adds a block of {@code size} uploads of patient 0; each third repeats a record. */
  public void addUploads(int firstNumber, int size) {
    List<Transaction> transactions = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int number = firstNumber + (i % 3 == 2 ? i - 1 : i);
      transactions.add(
          chain.order(
              TestChain.PATIENT,
              new UploadRecord(TestChain.record(TestChain.PATIENT, "image", number))));
    }
    add(transactions);
  }

  public void add(List<Transaction> transactions) {
    Block block = chain.next(transactions);
    lists.enter(block, chain.add(transactions).receipts());
  }

  /** Heights 1 to 6. */
  public static IndexedChain busy() {
    IndexedChain ward = new IndexedChain();
    int number = 0;
    for (int size : new int[] {1, 7, 0, 4, 1, 0}) {
      ward.addUploads(number, size);
      number += size;
    }
    return ward;
  }

  /** Forgets the blocks above {@code height}. */
  void revertTo(long height) {
    for (Block block : chain.blocks().subList((int) height + 1, chain.blocks().size()).reversed()) {
      lists.leave(block, receiptsAt(block.height()));
    }
    chain.revertTo(height);
  }

  public HeaderChain headers(long from) {
    return HeaderChain.of(headersFrom(from), chain.blocks().getLast().hash());
  }

  List<Header> headersFrom(long from) {
    return chain.blocks().stream().skip(from).map(Block::header).toList();
  }

  private List<Receipt> receiptsAt(long height) {
    return chain.executions().get((int) height - 1).receipts();
  }

  ExistenceProof existenceOf(Location place) {
    List<Transaction> transactions = chain.blocks().get((int) place.height()).transactions();
    return new ExistenceProof(
        place.height(),
        MerkleProver.over(transactions).proof(place.index()),
        transactions.get(place.index()));
  }

  /** Nothing if no header has the root of the receipts. */
  Optional<AcceptanceProof> acceptanceOf(Location place) {
    if (chain.contract().height() < place.height() + TestChain.WINDOW) {
      return Optional.empty();
    }
    List<Receipt> receipts = receiptsAt(place.height());
    return Optional.of(
        new AcceptanceProof(
            existenceOf(place),
            MerkleProver.over(receipts).proof(place.index()),
            receipts.get(place.index())));
  }

  /** The sorted lists of an executed chain in memory: they follow it block by block, back too. */
  static final class FollowedLists {
    private final NavigableMap<Bytes, Bytes> lists = new TreeMap<>();

    /** Heights by block time: of blocks of the same time, the first. */
    private final NavigableMap<Long, Long> heights = new TreeMap<>();

    /** Takes in an executed block. */
    void enter(Block block, List<Receipt> receipts) {
      Long unused = heights.merge(block.header().timestampMs(), block.height(), Math::min);
      forEachLine(block, receipts, lists::putIfAbsent);
    }

    /** Takes out the last block. */
    void leave(Block block, List<Receipt> receipts) {
      boolean unused = heights.remove(block.header().timestampMs(), block.height());
      forEachLine(block, receipts, (key, value) -> lists.remove(key));
    }

    Page<FoundRecord> find(RecordSearch search) {
      return ListKey.stretch(search, this::firstNotBefore)
          .map(stretch -> stretch.page(lines(lists, stretch), LocationLists::found))
          .orElseGet(Page::empty);
    }

    Page<HistoryEntry> history(HistorySearch search) {
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

    private static void forEachLine(
        Block block, List<Receipt> receipts, BiConsumer<Bytes, Bytes> line) {
      for (int i = 0; i < block.transactions().size(); i++) {
        Location place = new Location(block.height(), i);
        LocationLists.forEachLine(block.transactions().get(i), receipts.get(i), place, line);
      }
    }
  }
}
