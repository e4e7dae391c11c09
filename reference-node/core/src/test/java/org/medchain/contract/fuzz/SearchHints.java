package org.medchain.contract.fuzz;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Role;
import org.medchain.contract.search.BillSearch;
import org.medchain.contract.search.ClearIndex;
import org.medchain.contract.search.DelegateSearch;
import org.medchain.contract.search.EndSearchDelegation;
import org.medchain.contract.search.IndexEntry;
import org.medchain.contract.search.SearchDelegation;
import org.medchain.contract.search.SearchEvents;
import org.medchain.contract.search.SearchIndexHead;
import org.medchain.contract.search.SearchIndexes;
import org.medchain.contract.search.UpdateIndex;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** Updates that follow each other, delegations, and searches by permitted searchers. */
final class SearchHints {
  private SearchHints() {}

  static void addTo(
      BiConsumer<OperationType<?>, Function<FuzzWorld, Optional<OperationDraft>>> hints) {
    hints.accept(UpdateIndex.TYPE, SearchHints::update);
    hints.accept(DelegateSearch.TYPE, SearchHints::delegate);
    hints.accept(EndSearchDelegation.TYPE, SearchHints::end);
    hints.accept(BillSearch.TYPE, SearchHints::bill);
    hints.accept(ClearIndex.TYPE, SearchHints::clear);
  }

  /** One of the first two patients, so that updates come together. */
  private static PublicKey owner(FuzzWorld world) {
    return world.random.nextInt(4) == 0
        ? world.active(List.of(Role.PATIENT))
        : world.cast.get(Role.PATIENT).get(world.random.nextInt(2));
  }

  private static Optional<OperationDraft> update(FuzzWorld world) {
    PublicKey owner = owner(world);
    SearchIndexHead head = SearchIndexes.head(world.state, owner);
    List<IndexEntry> entries = new ArrayList<>();
    int count = 1 + world.random.nextInt(world.random.nextInt(8) == 0 ? 64 : 6);
    for (int i = 0; i < count; i++) {
      entries.add(new IndexEntry(Hash.of(bytes(world, 8)), bytes(world, IndexEntry.VALUE_SIZE)));
    }
    entries.sort(Comparator.comparing(IndexEntry::address));
    int epoch = head.epoch() + (world.random.nextInt(12) == 0 ? 1 : 0);
    long number = head.updates() + (world.random.nextInt(12) == 0 ? 1 : 0);
    Bytes journal = bytes(world, 1 + world.random.nextInt(UpdateIndex.MAX_JOURNAL));
    return Optional.of(new OperationDraft(owner, new UpdateIndex(epoch, number, entries, journal)));
  }

  private static Bytes bytes(FuzzWorld world, int size) {
    byte[] made = new byte[size];
    world.random.nextBytes(made);
    return Bytes.of(made);
  }

  private static Optional<OperationDraft> delegate(FuzzWorld world) {
    PublicKey owner = owner(world);
    int epoch =
        world.random.nextInt(4) == 0
            ? DelegateSearch.NO_KEY_YET
            : SearchIndexes.head(world.state, owner).epoch();
    long untilMs = 1_600_000_000_000L + 1_000L * (world.height + world.random.nextInt(60) - 3);
    return Optional.of(
        new OperationDraft(
            owner,
            new DelegateSearch(
                world.key(), untilMs, epoch, bytes(world, SearchDelegation.KEY_SIZE))));
  }

  private static Optional<OperationDraft> end(FuzzWorld world) {
    return world
        .recent(SearchEvents.SearchDelegated.class)
        .map(
            each ->
                new OperationDraft(
                    world.random.nextBoolean() ? each.owner() : each.delegate(),
                    new EndSearchDelegation(each.owner(), each.delegate())));
  }

  private static Optional<OperationDraft> bill(FuzzWorld world) {
    if (world.random.nextBoolean()) {
      PublicKey owner = owner(world);
      return Optional.of(new OperationDraft(owner, search(world, owner)));
    }
    return world
        .recent(SearchEvents.SearchDelegated.class)
        .map(each -> new OperationDraft(each.delegate(), search(world, each.owner())));
  }

  private static Optional<OperationDraft> clear(FuzzWorld world) {
    PublicKey owner = owner(world);
    long updates = SearchIndexes.head(world.state, owner).updates();
    return Optional.of(
        new OperationDraft(owner, new ClearIndex(updates + world.random.nextInt(10) / 9)));
  }

  private static BillSearch search(FuzzWorld world, PublicKey owner) {
    return new BillSearch(owner, Hash.of(bytes(world, 8)));
  }
}
