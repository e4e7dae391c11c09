package org.medchain.incentive;

import java.util.List;
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
