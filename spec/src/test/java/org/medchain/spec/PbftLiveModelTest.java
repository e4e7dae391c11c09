package org.medchain.spec;

import java.util.List;

/** PBFT-14, PBFT-39 in the small: once timely, a chain continues; six defects stop it. */
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
