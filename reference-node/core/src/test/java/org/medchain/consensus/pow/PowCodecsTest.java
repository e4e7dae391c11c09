package org.medchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import org.medchain.data.CodecCase;
import org.medchain.data.CodecProperties;
import org.medchain.data.DataArbitraries;
import org.medchain.data.Header;
import org.medchain.data.RecordValues;
import org.medchain.network.MessageType;

/** POW-25: the properties of the encoding, for every message of this protocol. */
class PowCodecsTest extends CodecProperties {
  @Override
  protected List<CodecCase<?>> codecs() {
    return new RecordValues()
        .with(Announce.class, announcements())
        .with(HeaderSegment.class, segments())
        .with(GetHeaders.class, locators())
        .with(ShortId.class, shortIds())
        .with(CompactBlock.class, DataArbitraries.blocks().map(CompactBlock::of))
        .with(GetBlockTransactions.class, questions())
        .codecs(layer());
  }

  @Override
  protected String layer() {
    return "org.medchain.consensus.pow";
  }

  private static Arbitrary<Announce> announcements() {
    return Combinators.combine(DataArbitraries.hashes(), Arbitraries.longs().greaterOrEqual(0))
        .as(Announce::new);
  }

  private static Arbitrary<HeaderSegment> segments() {
    return DataArbitraries.headers()
        .map(Header::encoded)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(HeaderSegment::new);
  }

  private static Arbitrary<GetHeaders> locators() {
    return DataArbitraries.hashes().list().ofMinSize(1).ofMaxSize(4).map(GetHeaders::new);
  }

  private static Arbitrary<ShortId> shortIds() {
    return Arbitraries.longs().between(0, (1L << 48) - 1).map(ShortId::new);
  }

  private static Arbitrary<GetBlockTransactions> questions() {
    Arbitrary<List<Integer>> indices =
        Arbitraries.integers()
            .greaterOrEqual(0)
            .set()
            .ofMinSize(1)
            .ofMaxSize(4)
            .map(set -> set.stream().sorted().toList());
    return Combinators.combine(DataArbitraries.hashes(), indices).as(GetBlockTransactions::new);
  }

  /** Codes are part of the wire format; 30 to 39 are this protocol's. */
  @Example
  void codesAndNamesAreFixed() {
    assertThat(PowMessages.all().stream().map(MessageType::code).toList())
        .containsExactly(1, 2, 30, 31, 32, 33, 34, 35, 36, 37, 38);
    assertThat(PowMessages.all().stream().map(MessageType::name).toList())
        .containsExactly(
            "transaction",
            "refusal",
            "new-block",
            "get-block",
            "announce",
            "confirmed-reply",
            "get-headers",
            "headers",
            "compact-block",
            "get-block-transactions",
            "block-transactions");
  }
}
