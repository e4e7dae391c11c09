package org.medchain.incentive;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.medchain.data.Codec;
import org.medchain.data.CodecCase;
import org.medchain.data.CodecProperties;

/** DATA-1, DATA-2 for every type of this layer. */
class IncentiveCodecsTest extends CodecProperties {
  @Override
  protected List<CodecCase<?>> codecs() {
    return IncentiveArbitraries.values().codecs(layer());
  }

  @Override
  protected String layer() {
    return "org.medchain.incentive";
  }
}
