package org.medchain.contract.search;

import static org.medchain.contract.engine.OperationPermissions.clientsOf;

import java.util.List;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationRow;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.StateWork;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.search.SearchIndexes.EntryPlace;
import org.medchain.contract.search.SearchIndexes.NumberOfOwner;
import org.medchain.data.Argument;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * The sender adds entries to its own index (CON-34; decision 0274): nobody without its keys can
 * tell their content, and whether they add or take away.
 *
 * @param epoch of the keys that made them
 * @param number of the update, from 0: two devices of one owner do not make the same
 * @param entries 1 to {@link #MAX_ENTRIES}, in the order of their addresses, which says nothing
 * @param journal the sealed line, 1 to {@link #MAX_JOURNAL} bytes
 */
@OperationRow(number = 38, name = "update index", requirement = "CON-34")
public record UpdateIndex(int epoch, long number, List<IndexEntry> entries, Bytes journal)
    implements Operation {
  /** The most entries of an update. */
  public static final int MAX_ENTRIES = 64;

  /** The most bytes of a journal line: eight for each entry, and those that authenticate them. */
  public static final int MAX_JOURNAL = 8 * MAX_ENTRIES + 64;

  /** CON-34. */
  public static final OperationType<UpdateIndex> TYPE =
      OperationType.of(
              UpdateIndex.class,
              clientsOf(Role.PATIENT),
              2,
              3,
              SearchIndexes.HEAD_BYTES
                  + 2 * SearchIndexes.NUMBERED_KEY_SIZE
                  + JournalLine.MAX_SIZE
                  + 1)
          .plusEach(
              "delegate of search",
              new StateWork(5, 0, 0),
              (state, order) -> SearchDelegates.of(state, order.sender()).size())
          .plusEach(
              "entry",
              new StateWork(1, 1, SearchIndexes.ENTRY_KEY_SIZE + IndexEntry.VALUE_SIZE + Hash.SIZE),
              (state, order) -> order.operation().entries().size());

  public UpdateIndex {
    entries = List.copyOf(entries);
    Argument.refuseOutside(
        1, MAX_ENTRIES, entries.size(), "an update has %s to %s entries, not %s");
    Argument.refuseOutside(
        1, MAX_JOURNAL, journal.size(), "a journal line has %s to %s bytes, not %s");
    Argument.refuseIf(epoch < 0 || number < 0, "an epoch and an update's number are 0 or more");
    for (int i = 1; i < entries.size(); i++) {
      Argument.refuseIf(
          entries.get(i - 1).address().compareTo(entries.get(i).address()) >= 0,
          "an update's entries are in the order of addresses");
    }
  }

  @Override
  public Result execute(Call call, WorldState state) {
    long timeMs = call.timeMs();
    PublicKey owner = call.sender();
    SearchIndexHead head = SearchIndexes.head(state, owner);
    check(state, owner, head, timeMs);
    WorldState changed = state;
    for (IndexEntry each : entries) {
      EntryPlace place = new EntryPlace(owner, each.address());
      Outcome.ENTRY_EXISTS.refuseIf(SearchIndexes.ENTRIES.has(state, place));
      changed = SearchIndexes.ENTRIES.put(changed, place, each.value());
    }
    int count = entries.size();
    changed = SearchIndexes.HEADS.put(changed, owner, head.updatedBy(count));
    NumberOfOwner place = new NumberOfOwner(owner, number);
    changed = SearchIndexes.JOURNAL.put(changed, place, JournalLine.of(this));
    List<Hash> addresses = entries.stream().map(IndexEntry::address).toList();
    changed = SearchIndexes.ADDRESSES.put(changed, place, addresses);
    return Result.done(changed, new SearchEvents.IndexUpdated(owner, number, epoch, count));
  }

  private void check(WorldState state, PublicKey owner, SearchIndexHead head, long timeMs) {
    Outcome.WRONG_EPOCH.refuseIf(epoch != head.epoch());
    Outcome.WRONG_UPDATE.refuseIf(number != head.updates());
    Outcome.LIMIT_REACHED.refuseIf(head.entries() + entries.size() > SearchIndexes.MAX_ENTRIES);
    // A delegate that had the key of this epoch until its end must find no later entry.
    Outcome.DELEGATION_OVER.refuseIf(SearchDelegates.anyOver(state, owner, timeMs));
  }
}
