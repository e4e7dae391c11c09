package org.medchain.contract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.center.ThawAccount;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.search.BillSearch;
import org.medchain.contract.search.ClearIndex;
import org.medchain.contract.search.DelegateSearch;
import org.medchain.contract.search.EndSearchDelegation;
import org.medchain.contract.search.IndexEntry;
import org.medchain.contract.search.SearchDelegation;
import org.medchain.contract.search.SearchIndexHead;
import org.medchain.contract.search.SearchIndexes;
import org.medchain.contract.search.UpdateIndex;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;

/**
 * A random play about search indexes, the same for the same seed on every machine: what the golden
 * file pins beside {@link ConsentPlay}, whose moves stay.
 */
final class SearchPlay {
  private static final List<String> MOVES =
      List.of(
          "update",
          "update",
          "update",
          "update",
          "search",
          "search",
          "search",
          "delegate",
          "end",
          "clear",
          "freeze",
          "thaw",
          "leave");

  private static final List<KeyPair> SEARCHERS =
      List.of(TestChain.DOCTOR, TestChain.HOSPITAL, TestChain.INSTITUTION);

  private final Random random;
  final TestChain chain = new TestChain(GameScenario.PLAIN, List.of());

  SearchPlay(long seed) {
    random = new Random(seed);
  }

  private int below(int bound) {
    return random.nextInt(bound);
  }

  private <T> T one(List<T> list) {
    return list.get(below(list.size()));
  }

  /** One block of 0 to 4 transactions. */
  void block() {
    List<Transaction> block = new ArrayList<>();
    for (int i = below(5); i > 0; i--) {
      block.add(transaction(one(MOVES)));
    }
    chain.add(block);
  }

  private KeyPair owner() {
    return ConsentPlay.PATIENTS.get(below(4) == 0 ? 1 : 0);
  }

  private Transaction transaction(String move) {
    KeyPair owner = owner();
    PublicKey of = owner.publicKey();
    KeyPair other = one(SEARCHERS);
    return switch (move) {
      case "update" -> chain.order(owner, update(head(of)));
      case "delegate" ->
          chain.order(
              owner,
              new DelegateSearch(
                  other.publicKey(),
                  untilMs(),
                  below(5) == 0 ? DelegateSearch.NO_KEY_YET : head(of).epoch(),
                  bytes(SearchDelegation.KEY_SIZE)));
      case "end" ->
          chain.order(
              below(3) == 0 ? other : owner, new EndSearchDelegation(of, other.publicKey()));
      case "clear" -> chain.order(owner, new ClearIndex(head(of).updates() + below(9) / 8));
      case "freeze" -> chain.order(TestChain.CENTER, new FreezeAccount(other.publicKey()));
      case "thaw" -> chain.order(TestChain.CENTER, new ThawAccount(other.publicKey()));
      case "leave" -> chain.order(owner, below(40) == 0 ? new LeaveChain() : search(of));
      default -> chain.order(below(3) == 0 ? owner : other, search(of));
    };
  }

  private SearchIndexHead head(PublicKey owner) {
    return SearchIndexes.head(chain.state(), owner);
  }

  /** Few addresses, so that some are taken. */
  private Operation update(SearchIndexHead head) {
    List<IndexEntry> entries = new ArrayList<>();
    int first = below(4_000);
    for (int i = 0; i <= below(4); i++) {
      Hash address = Hash.of(Bytes.utf8("address " + (first + i)));
      entries.add(new IndexEntry(address, bytes(IndexEntry.VALUE_SIZE)));
    }
    entries.sort(Comparator.comparing(IndexEntry::address));
    int epoch = head.epoch() + (below(15) == 0 ? 1 : 0);
    return new UpdateIndex(epoch, head.updates(), entries, bytes(9));
  }

  private Operation search(PublicKey owner) {
    return new BillSearch(owner, Hash.of(bytes(4)));
  }

  private Bytes bytes(int size) {
    byte[] made = new byte[size];
    random.nextBytes(made);
    return Bytes.of(made);
  }

  private long untilMs() {
    long nowMs = chain.blocks().isEmpty() ? 0 : chain.blocks().getLast().header().timestampMs();
    return nowMs + 1_000L * (below(40) - 2);
  }
}
