package org.medchain.contract.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.CodecCase;
import org.medchain.data.DataArbitraries;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** Arbitrary values about search, without meaning, and their codecs. */
public final class SearchValues {
  private static final Arbitrary<Hash> HASHES = DataArbitraries.hashes();
  private static final Arbitrary<PublicKey> KEYS = DataArbitraries.publicKeys();
  private static final Arbitrary<Long> NUMBERS = Arbitraries.longs();
  private static final Arbitrary<Integer> INTS = Arbitraries.integers();

  private SearchValues() {}

  private static Arbitrary<Bytes> bytes(int atLeast, int atMost) {
    return Arbitraries.bytes()
        .array(byte[].class)
        .ofMinSize(atLeast)
        .ofMaxSize(atMost)
        .map(Bytes::of);
  }

  private static Arbitrary<Bytes> keys() {
    return bytes(SearchDelegation.KEY_SIZE, SearchDelegation.KEY_SIZE);
  }

  private static Arbitrary<IndexEntry> entries() {
    return Combinators.combine(HASHES, bytes(IndexEntry.VALUE_SIZE, IndexEntry.VALUE_SIZE))
        .as(IndexEntry::new);
  }

  private static Arbitrary<UpdateIndex> updates() {
    return Combinators.combine(
            INTS.filter(each -> each >= 0),
            NUMBERS.filter(each -> each >= 0),
            entries()
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .uniqueElements(IndexEntry::address)
                .map(SearchValues::sorted),
            bytes(1, 40))
        .as(UpdateIndex::new);
  }

  private static List<IndexEntry> sorted(List<IndexEntry> entries) {
    return entries.stream().sorted(Comparator.comparing(IndexEntry::address)).toList();
  }

  private static List<CodecCase<? extends Operation>> operationCodecs() {
    return List.of(
        new CodecCase<>(UpdateIndex.class, updates(), UpdateIndex.TYPE.reader()),
        new CodecCase<>(
            DelegateSearch.class,
            Combinators.combine(KEYS, NUMBERS, INTS, keys()).as(DelegateSearch::new),
            DelegateSearch.TYPE.reader()),
        new CodecCase<>(
            EndSearchDelegation.class,
            Combinators.combine(KEYS, KEYS).as(EndSearchDelegation::new),
            EndSearchDelegation.TYPE.reader()),
        new CodecCase<>(
            BillSearch.class,
            Combinators.combine(KEYS, HASHES).as(BillSearch::new),
            BillSearch.TYPE.reader()),
        new CodecCase<>(ClearIndex.class, NUMBERS.map(ClearIndex::new), ClearIndex.TYPE.reader()));
  }

  /** Of each kind. */
  public static Arbitrary<Operation> operations() {
    return Arbitraries.of(operationCodecs())
        .flatMap(codec -> codec.values().map(operation -> (Operation) operation));
  }

  /** Of each kind. */
  public static Arbitrary<Event> events() {
    return Arbitraries.oneOf(
        Combinators.combine(KEYS, NUMBERS, INTS, INTS).as(SearchEvents.IndexUpdated::new),
        Combinators.combine(KEYS, KEYS, NUMBERS, INTS).as(SearchEvents.SearchDelegated::new),
        Combinators.combine(KEYS, KEYS, INTS).as(SearchEvents.SearchDelegationEnded::new),
        Combinators.combine(KEYS, KEYS, HASHES, NUMBERS).as(SearchEvents.SearchBilled::new),
        Combinators.combine(KEYS, NUMBERS, INTS, INTS).as(SearchEvents.IndexCleared::new));
  }

  /** Every encodable type of this module. */
  public static List<CodecCase<?>> codecs() {
    List<CodecCase<?>> codecs = new ArrayList<>(operationCodecs());
    codecs.add(new CodecCase<>(IndexEntry.class, entries(), Codec.of(IndexEntry.class)::decode));
    codecs.add(
        new CodecCase<>(
            SearchIndexHead.class,
            Combinators.combine(INTS, NUMBERS, NUMBERS, NUMBERS).as(SearchIndexHead::new),
            Codec.of(SearchIndexHead.class)::decode));
    codecs.add(
        new CodecCase<>(
            JournalLine.class,
            Combinators.combine(INTS, INTS, HASHES, bytes(0, 40)).as(JournalLine::new),
            Codec.of(JournalLine.class)::decode));
    codecs.add(
        new CodecCase<>(
            SearchDelegation.class,
            Combinators.combine(KEYS, NUMBERS, INTS, keys()).as(SearchDelegation::new),
            Codec.of(SearchDelegation.class)::decode));
    codecs.add(
        new CodecCase<>(
            SearchBill.class,
            Combinators.combine(KEYS, HASHES, NUMBERS, NUMBERS, NUMBERS).as(SearchBill::new),
            Codec.of(SearchBill.class)::decode));
    codecs.add(
        new CodecCase<>(
            SearchLine.class,
            Combinators.combine(NUMBERS, KEYS, NUMBERS, NUMBERS, NUMBERS).as(SearchLine::new),
            Codec.of(SearchLine.class)::decode));
    return codecs;
  }

  /** The lines of an owner's search log that the state holds, the oldest first. */
  public static List<SearchLine> lines(WorldState state, PublicKey owner) {
    List<SearchLine> lines = new ArrayList<>();
    for (long place = 0; place < SearchIndexes.LINES_KEPT; place++) {
      SearchIndexes.LINES
          .get(state, new SearchIndexes.NumberOfOwner(owner, place))
          .ifPresent(lines::add);
    }
    lines.sort(Comparator.comparingLong(SearchLine::number));
    return lines;
  }
}
