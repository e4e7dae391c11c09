package org.medchain.incentive;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tag;
import org.medchain.data.Codec;
import org.medchain.data.CodecProperties;

/** DATA-1, DATA-2 for every type of this layer. */
@Tag("fast")
class IncentiveCodecsTest extends CodecProperties {
  @Override
  protected List<Codec<?>> codecs() {
    return List.of(
        new Codec<>(PointRules.class, IncentiveArbitraries.rules(), PointRules::decode),
        new Codec<>(Supply.class, supplies(), Supply::decode));
  }

  @Override
  protected String layer() {
    return "org.medchain.incentive";
  }

  private static Arbitrary<Supply> supplies() {
    Arbitrary<Long> any = Arbitraries.longs();
    return Combinators.combine(any, any, any, any).as(Supply::new);
  }
}
