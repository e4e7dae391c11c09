package org.medchain.contract.datasharing;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.data.Codec;
import org.medchain.data.CodecCase;
import org.medchain.data.DataArbitraries;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.PointRules;

/** Arbitrary values about deals, without meaning, and their codecs. */
public final class DealValues {
  private static final Arbitrary<Hash> HASHES = DataArbitraries.hashes();
  private static final Arbitrary<PublicKey> KEYS = DataArbitraries.publicKeys();
  private static final Arbitrary<Long> NUMBERS = Arbitraries.longs();
  private static final Arbitrary<Integer> COUNTS =
      Arbitraries.integers().between(1, OfferRecords.MAX_RECORDS);
  private static final Arbitrary<Long> PRICES =
      Arbitraries.longs().between(1, PointRules.MAX_POINTS);

  private DealValues() {}

  private static Arbitrary<String> types() {
    return DataArbitraries.texts(8).filter(text -> !text.isEmpty());
  }

  private static Arbitrary<RequestTerms> terms() {
    return Combinators.combine(types(), COUNTS, PRICES, NUMBERS).as(RequestTerms::new);
  }

  private static Arbitrary<Deal> deals() {
    return Combinators.combine(HASHES, KEYS, KEYS, types(), COUNTS, PRICES).as(Deal::new);
  }

  private static Arbitrary<DataRequest.Draft> drafts() {
    return Combinators.combine(HASHES, KEYS).as(DataRequest.Draft::new);
  }

  private static List<CodecCase<? extends Operation>> operationCodecs() {
    return List.of(
        new CodecCase<>(
            RequestData.class, terms().map(RequestData::new), RequestData.TYPE.reader()),
        new CodecCase<>(EndRequest.class, HASHES.map(EndRequest::new), EndRequest.TYPE.reader()),
        new CodecCase<>(
            DraftDeal.class,
            Combinators.combine(HASHES, KEYS, COUNTS).as(DraftDeal::new),
            DraftDeal.TYPE.reader()),
        new CodecCase<>(SignDeal.class, HASHES.map(SignDeal::new), SignDeal.TYPE.reader()),
        new CodecCase<>(EndDeal.class, HASHES.map(EndDeal::new), EndDeal.TYPE.reader()));
  }

  /** Of each kind. */
  public static Arbitrary<Operation> operations() {
    return Arbitraries.of(operationCodecs())
        .flatMap(codec -> codec.values().map(operation -> (Operation) operation));
  }

  /** Of each kind. */
  public static Arbitrary<Event> events() {
    return Arbitraries.oneOf(
        Combinators.combine(HASHES, KEYS, terms()).as(DealEvents.DataRequested::new),
        Combinators.combine(HASHES, KEYS).as(DealEvents.RequestClosed::new),
        Combinators.combine(HASHES, deals()).as(DealEvents.DealDrafted::new),
        Combinators.combine(HASHES, HASHES, KEYS).as(DealEvents.DealSigned::new),
        Combinators.combine(HASHES, HASHES, KEYS, KEYS).as(DealEvents.DealEnded::new));
  }

  /** Every encodable type of this module. */
  public static List<CodecCase<?>> codecs() {
    List<CodecCase<?>> codecs = new ArrayList<>(operationCodecs());
    Arbitrary<List<Hash>> lists = HASHES.list().ofMaxSize(4);
    codecs.add(new CodecCase<>(RequestTerms.class, terms(), Codec.of(RequestTerms.class)::decode));
    codecs.add(new CodecCase<>(Deal.class, deals(), Codec.of(Deal.class)::decode));
    codecs.add(
        new CodecCase<>(
            DataRequest.Draft.class, drafts(), Codec.of(DataRequest.Draft.class)::decode));
    codecs.add(
        new CodecCase<>(
            DataRequest.class,
            Combinators.combine(KEYS, terms(), COUNTS, drafts().list().ofMaxSize(4))
                .as(DataRequest::new),
            Codec.of(DataRequest.class)::decode));
    codecs.add(
        new CodecCase<>(
            DealBook.class,
            Combinators.combine(lists, lists, lists).as(DealBook::new),
            Codec.of(DealBook.class)::decode));
    return codecs;
  }
}
