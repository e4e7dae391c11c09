package org.medchain.claims.chain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.medchain.claims.chain.OperationContext.SentOperation;
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
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;

/** Draws updates of search indexes, who may search them, and bills. */
final class SearchOperations {
  private static final long SOME_TIME_MS = 600_000;

  private final OperationContext context;

  private SearchOperations(OperationContext context) {
    this.context = context;
  }

  /** Adds how each kind is drawn, by the class of the operation. */
  static void addTo(Map<Class<?>, Supplier<SentOperation>> makers, OperationContext context) {
    SearchOperations draws = new SearchOperations(context);
    makers.put(UpdateIndex.class, draws::update);
    makers.put(DelegateSearch.class, draws::delegate);
    makers.put(EndSearchDelegation.class, draws::end);
    makers.put(BillSearch.class, draws::bill);
    makers.put(ClearIndex.class, draws::clear);
  }

  private KeyPair owner() {
    return context.ownerOf(context.record());
  }

  private SearchIndexHead head(PublicKey owner) {
    return SearchIndexes.head(context.chain().state(), owner);
  }

  private SentOperation update() {
    KeyPair owner = owner();
    SearchIndexHead head = head(owner.publicKey());
    List<IndexEntry> entries = new ArrayList<>();
    for (int i = context.below(4); i >= 0; i--) {
      entries.add(new IndexEntry(context.drawnHash(), Bytes.of(new byte[IndexEntry.VALUE_SIZE])));
    }
    entries.sort(Comparator.comparing(IndexEntry::address));
    Bytes journal = context.drawnHash().toBytes();
    return new SentOperation(
        owner, new UpdateIndex(head.epoch(), head.updates(), entries, journal));
  }

  private SentOperation delegate() {
    KeyPair owner = owner();
    long nowMs = context.chain().withGenesis().getLast().header().timestampMs();
    Bytes key = Bytes.of(new byte[SearchDelegation.KEY_SIZE]);
    int epoch = head(owner.publicKey()).epoch();
    return new SentOperation(
        owner, new DelegateSearch(context.user().publicKey(), nowMs + SOME_TIME_MS, epoch, key));
  }

  private SentOperation end() {
    KeyPair owner = owner();
    return new SentOperation(
        owner, new EndSearchDelegation(owner.publicKey(), context.user().publicKey()));
  }

  private SentOperation clear() {
    KeyPair owner = owner();
    return new SentOperation(owner, new ClearIndex(head(owner.publicKey()).updates()));
  }

  private SentOperation bill() {
    KeyPair owner = owner();
    return new SentOperation(
        context.oneIn(2) ? owner : context.user(),
        new BillSearch(owner.publicKey(), context.drawnHash()));
  }
}
