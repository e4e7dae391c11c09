package org.medchain.spec;

import java.util.List;

/**
 * PBFT-14 and PBFT-39 in the small: a chain continues once the network is timely, though one
 * Byzantine member of four has kept certificates back and shows them at any time. Six defects stop
 * it that break no agreement.
 */
class PbftLiveModelTest extends ModelTest {
  PbftLiveModelTest() {
    super("PbftLive");
  }

  @Override
  List<Case> largeCases() {
    return named(
        """
        live-endless live-1height live-2values live-unfetched live-unproposed
        """);
  }
}
