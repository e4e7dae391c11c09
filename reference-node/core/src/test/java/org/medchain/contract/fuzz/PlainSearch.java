package org.medchain.contract.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.Registration;
import org.medchain.contract.search.BillSearch;
import org.medchain.contract.search.ClearIndex;
import org.medchain.contract.search.DelegateSearch;
import org.medchain.contract.search.EndSearchDelegation;
import org.medchain.contract.search.IndexEntry;
import org.medchain.contract.search.SearchDelegates;
import org.medchain.contract.search.SearchDelegation;
import org.medchain.contract.search.SearchIndexHead;
import org.medchain.contract.search.SearchIndexes;
import org.medchain.contract.search.SearchLine;
import org.medchain.contract.search.SearchValues;
import org.medchain.contract.search.UpdateIndex;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** The operations on search indexes once more, in the plainest way: lists and maps. */
final class PlainSearch {
  private record Delegation(PublicKey delegate, long untilMs) {}

  /** All of one owner. */
  private static final class Index {
    final Map<Hash, Bytes> entries = new TreeMap<>();
    final List<Delegation> delegates = new ArrayList<>();
    final List<PublicKey> searchers = new ArrayList<>();
    final List<List<Hash>> updates = new ArrayList<>();
    int epoch;
  }

  private final PlainKeys keys;
  private final Map<PublicKey, Index> indexes = new TreeMap<>();
  private final Map<PublicKey, Hash> bills = new TreeMap<>();

  PlainSearch(PlainKeys keys) {
    this.keys = keys;
  }

  private Index of(PublicKey owner) {
    return indexes.computeIfAbsent(owner, key -> new Index());
  }

  /** The outcome of the order; without other orders, and without those that depend on points. */
  Optional<Outcome> follow(
      WorldState state, PublicKey sender, Operation operation, long nowMs, Outcome outcome) {
    return switch (operation) {
      case UpdateIndex order -> Optional.of(updated(state, sender, order, nowMs));
      case DelegateSearch order -> Optional.of(delegated(state, sender, order, nowMs));
      case EndSearchDelegation order -> Optional.of(ended(state, sender, order));
      case BillSearch order -> billed(state, sender, order, nowMs, outcome);
      case ClearIndex order -> Optional.of(cleared(state, sender, order));
      default -> Optional.empty();
    };
  }

  /** By its time, or since its delegate takes part no longer. */
  private boolean isOver(WorldState state, Delegation each, long nowMs) {
    return each.untilMs() <= nowMs || !keys.active(state, each.delegate());
  }

  private static boolean isPatient(WorldState state, PublicKey who) {
    return Registration.role(state, who).equals(Optional.of(Role.PATIENT));
  }

  private Outcome updated(WorldState state, PublicKey owner, UpdateIndex order, long nowMs) {
    if (!isPatient(state, owner)) {
      return Outcome.NOT_ALLOWED;
    }
    Index index = of(owner);
    if (order.epoch() != index.epoch) {
      return Outcome.WRONG_EPOCH;
    }
    if (order.number() != index.updates.size()) {
      return Outcome.WRONG_UPDATE;
    }
    if (index.delegates.stream().anyMatch(each -> isOver(state, each, nowMs))) {
      return Outcome.DELEGATION_OVER;
    }
    if (order.entries().stream().map(IndexEntry::address).anyMatch(index.entries::containsKey)) {
      return Outcome.ENTRY_EXISTS;
    }
    order.entries().forEach(each -> index.entries.put(each.address(), each.value()));
    index.updates.add(order.entries().stream().map(IndexEntry::address).toList());
    return Outcome.OK;
  }

  private Outcome cleared(WorldState state, PublicKey owner, ClearIndex order) {
    if (!isPatient(state, owner)) {
      return Outcome.NOT_ALLOWED;
    }
    Index index = of(owner);
    if (order.updates() != index.updates.size()) {
      return Outcome.WRONG_UPDATE;
    }
    for (int i = 0; i < 4 && !index.updates.isEmpty(); i++) {
      index.updates.removeLast().forEach(index.entries::remove);
    }
    if (index.updates.isEmpty()) {
      index.epoch += 256 - index.epoch % 256;
    }
    return Outcome.OK;
  }

  private Outcome delegated(WorldState state, PublicKey owner, DelegateSearch order, long nowMs) {
    if (!isPatient(state, owner) || order.delegate().equals(owner)) {
      return Outcome.NOT_ALLOWED;
    }
    if (order.untilMs() <= nowMs) {
      return Outcome.TIME_PASSED;
    }
    Index index = of(owner);
    if (order.epoch() != index.epoch && order.epoch() != -1) {
      return Outcome.WRONG_EPOCH;
    }
    List<Delegation> others =
        index.delegates.stream().filter(each -> !each.delegate().equals(order.delegate())).toList();
    if (others.size() >= SearchDelegates.MAX_OF_OWNER) {
      return Outcome.LIMIT_REACHED;
    }
    if (!keys.active(state, order.delegate())
        || Registration.role(state, order.delegate()).equals(Optional.of(Role.REGULATORY_CENTER))) {
      return Outcome.UNKNOWN_PARTICIPANT;
    }
    index.delegates.removeIf(each -> each.delegate().equals(order.delegate()));
    index.delegates.add(new Delegation(order.delegate(), order.untilMs()));
    return Outcome.OK;
  }

  private Outcome ended(WorldState state, PublicKey who, EndSearchDelegation order) {
    boolean concerned =
        Registration.role(state, who).equals(Optional.of(Role.REGULATORY_CENTER))
            || who.equals(order.owner())
            || who.equals(order.delegate());
    if (!concerned) {
      return Outcome.NOT_ALLOWED;
    }
    Index index = of(order.owner());
    if (!index.delegates.removeIf(each -> each.delegate().equals(order.delegate()))) {
      return Outcome.NOT_GRANTED;
    }
    index.epoch++;
    return Outcome.OK;
  }

  /** Whether the points suffice, the model of points says. */
  private Optional<Outcome> billed(
      WorldState state, PublicKey who, BillSearch order, long nowMs, Outcome outcome) {
    if (Registration.role(state, who).equals(Optional.of(Role.REGULATORY_CENTER))) {
      return Optional.of(Outcome.NOT_ALLOWED);
    }
    Index index = of(order.owner());
    boolean own = who.equals(order.owner());
    boolean lets =
        index.delegates.stream()
            .anyMatch(each -> each.delegate().equals(who) && !isOver(state, each, nowMs));
    if (!own && !lets) {
      return Optional.of(Outcome.NOT_ALLOWED);
    }
    if (Registration.hasLeft(state, order.owner())) {
      return Optional.of(Outcome.OWNER_LEFT);
    }
    if (index.entries.isEmpty()) {
      return Optional.of(Outcome.EMPTY_INDEX);
    }
    boolean points = outcome == Outcome.ACCOUNT_FROZEN || outcome == Outcome.INSUFFICIENT_POINTS;
    if (!own && points) {
      return Optional.empty();
    }
    index.searchers.add(who);
    bills.put(who, order.commitment());
    return Optional.of(Outcome.OK);
  }

  void requireSame(WorldState after) {
    indexes.forEach((owner, index) -> requireSame(after, owner, index));
    bills.forEach(
        (who, commitment) ->
            assertThat(SearchIndexes.billEntry(who).in(after).orElseThrow().commitment())
                .isEqualTo(commitment));
  }

  private static void requireSame(WorldState after, PublicKey owner, Index index) {
    SearchIndexHead head = SearchIndexes.head(after, owner);
    assertThat(head)
        .isEqualTo(
            new SearchIndexHead(
                index.epoch, index.updates.size(), index.entries.size(), index.searchers.size()));
    index.entries.forEach(
        (address, value) -> assertThat(SearchIndexes.value(after, owner, address)).contains(value));
    assertThat(SearchDelegates.of(after, owner))
        .extracting(SearchDelegation::delegate)
        .containsExactlyElementsOf(index.delegates.stream().map(Delegation::delegate).toList());
    int kept = Math.min(index.searchers.size(), SearchIndexes.LINES_KEPT);
    assertThat(SearchValues.lines(after, owner))
        .extracting(SearchLine::searcher)
        .containsExactlyElementsOf(
            index.searchers.subList(index.searchers.size() - kept, index.searchers.size()));
  }
}
