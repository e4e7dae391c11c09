package org.medchain.application;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.medchain.data.Codec;
import org.medchain.data.CodecProperties;
import org.medchain.data.DataArbitraries;

/** DATA-1, DATA-2 for every type of this layer. */
class ApplicationCodecsTest extends CodecProperties {
  @Override
  protected List<Codec<?>> codecs() {
    return List.of(
        new Codec<>(ExistenceProof.class, existenceProofs(), ExistenceProof::decode),
        new Codec<>(AcceptanceProof.class, acceptanceProofs(), AcceptanceProof::decode));
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
}
