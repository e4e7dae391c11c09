package org.medchain.application;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.medchain.application.search.SearchValues;
import org.medchain.data.Codec;
import org.medchain.data.CodecCase;
import org.medchain.data.CodecProperties;
import org.medchain.data.DataArbitraries;

/** DATA-1, DATA-2 for every type of this layer. */
class ApplicationCodecsTest extends CodecProperties {
  @Override
  protected List<CodecCase<?>> codecs() {
    List<CodecCase<?>> all = new ArrayList<>(SearchValues.codecs());
    all.addAll(own());
    return all;
  }

  private static List<CodecCase<?>> own() {
    return List.of(
        new CodecCase<>(
            ExistenceProof.class, existenceProofs(), Codec.of(ExistenceProof.class)::decode),
        new CodecCase<>(
            AcceptanceProof.class, acceptanceProofs(), Codec.of(AcceptanceProof.class)::decode),
        new CodecCase<>(Location.class, locations(), Codec.of(Location.class)::decode),
        new CodecCase<>(FoundRecord.class, foundRecords(), Codec.of(FoundRecord.class)::decode),
        new CodecCase<>(HistoryEntry.class, historyEntries(), Codec.of(HistoryEntry.class)::decode),
        new CodecCase<>(RecordSearch.class, recordSearches(), Codec.of(RecordSearch.class)::decode),
        new CodecCase<>(
            HistorySearch.class, historySearches(), Codec.of(HistorySearch.class)::decode),
        new CodecCase<>(MarketSearch.class, marketSearches(), Codec.of(MarketSearch.class)::decode),
        pageCodec());
  }

  @Override
  protected String layer() {
    return "org.medchain.application";
  }

  private static Arbitrary<ExistenceProof> existenceProofs() {
    return Combinators.combine(
            Arbitraries.longs(), DataArbitraries.inclusionProofs(), DataArbitraries.transactions())
        .as(ExistenceProof::new);
  }

  private static Arbitrary<AcceptanceProof> acceptanceProofs() {
    return Combinators.combine(
            existenceProofs(), DataArbitraries.inclusionProofs(), DataArbitraries.receipts())
        .as(AcceptanceProof::new);
  }

  private static Arbitrary<Location> locations() {
    return Combinators.combine(Arbitraries.longs(), Arbitraries.integers()).as(Location::new);
  }

  private static Arbitrary<FoundRecord> foundRecords() {
    return Combinators.combine(DataArbitraries.hashes(), locations()).as(FoundRecord::new);
  }

  private static Arbitrary<HistoryEntry> historyEntries() {
    return Combinators.combine(
            locations(),
            DataArbitraries.hashes(),
            Arbitraries.integers(),
            DataArbitraries.requestIds())
        .as(HistoryEntry::new);
  }

  private static Arbitrary<MarketSearch> marketSearches() {
    return Combinators.combine(
            Arbitraries.strings().alpha().ofMaxLength(8).optional(),
            Arbitraries.longs(),
            Arbitraries.longs(),
            locations().optional(),
            Arbitraries.integers().between(1, RecordSearch.MAX_LIMIT))
        .as(MarketSearch::new);
  }

  private static Arbitrary<RecordSearch> recordSearches() {
    return Combinators.combine(
            DataArbitraries.publicKeys().optional(),
            DataArbitraries.publicKeys().optional(),
            Arbitraries.strings().alpha().ofMaxLength(8).optional(),
            Arbitraries.longs(),
            Arbitraries.longs(),
            locations().optional(),
            limits())
        .as(RecordSearch::new);
  }

  private static Arbitrary<HistorySearch> historySearches() {
    return Combinators.combine(
            DataArbitraries.hashes(),
            Arbitraries.longs(),
            Arbitraries.longs(),
            locations().optional(),
            limits())
        .as(HistorySearch::new);
  }

  private static Arbitrary<Integer> limits() {
    return Arbitraries.integers().between(1, RecordSearch.MAX_LIMIT);
  }

  @SuppressWarnings("unchecked") // a class literal has no parameter
  private static CodecCase<Page<FoundRecord>> pageCodec() {
    return new CodecCase<>(
        (Class<Page<FoundRecord>>) (Class<?>) Page.class,
        Combinators.combine(foundRecords().list().ofMaxSize(4), locations().optional())
            .as(Page::new),
        Page.of(Codec.of(FoundRecord.class))::decode);
  }
}
