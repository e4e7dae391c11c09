package org.medchain.spec;

import java.util.List;

/**
 * PBFT-14 and PBFT-39 in the small: a chain continues once the network is timely, though one
 * Byzantine member of four has kept certificates back and shows them at any time. Six defects stop
 * it that break no agreement.
 */
class PbftLiveModelTest extends ModelTest {
  private static final String MODEL = "PbftLive";

  @Override
  List<Case> cases() {
    return List.of(
        Case.holds(MODEL, "live-quick", 4_093),
        defect("old-start"),
        defect("skips"),
        defect("alone"),
        defect("locked"));
  }

  private static Case defect(String name) {
    return Case.violates(MODEL, "live-" + name, "EverybodyDecides");
  }

  @Override
  List<Case> largeCases() {
    return List.of(
        Case.holds(MODEL, "live-endless", 209_830),
        Case.holds(MODEL, "live-1height", 123_961),
        Case.holds(MODEL, "live-2values", 16_638),
        defect("unfetched"),
        defect("unproposed"));
  }
}
