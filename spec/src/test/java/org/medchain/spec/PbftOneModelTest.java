package org.medchain.spec;

import java.util.List;
import java.util.stream.Stream;

/**
 * CONS-5, PBFT-13 and PBFT-14 at one height: with medchain's quorums nothing bad is reachable and a
 * stable view decides; with any other numbers one of the two is lost.
 */
class PbftOneModelTest extends ModelTest {
  private static final String MODEL = "PbftOne";

  @Override
  List<Case> cases() {
    return Stream.of(medchainsNumbers(), otherNumbers(), defects(), witnesses())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Case> medchainsNumbers() {
    return List.of(
        Case.holds(MODEL, "one-n4-2views", 749),
        Case.holds(MODEL, "one-n4-live", 4_034),
        Case.holds(MODEL, "one-n6-f1-q4-1view", 1_165),
        Case.holds(MODEL, "one-n6-f1-q4-live", 299),
        // As many states as of six: of seven just as many are honest, and as many of them needed.
        Case.holds(MODEL, "one-n7-1view", 1_165));
  }

  /** Each pair is one number of replicas, once with a quorum too small, once with one too large. */
  private static List<Case> otherNumbers() {
    return List.of(
        Case.violates(MODEL, "one-n3-q2", "Agreement"),
        Case.holds(MODEL, "one-n3-q2-live", 468),
        Case.holds(MODEL, "one-n3-q3", 66),
        Case.violates(MODEL, "one-n3-q3-live", "EverybodyDecides"),
        Case.violates(MODEL, "one-n6-f1-q3", "Agreement"),
        Case.violates(MODEL, "one-n7-q4", "Agreement"));
  }

  /**
   * The defects that are planted in the code as patches of these names. M11 needs more states here
   * than in {@link PbftChainModelTest}.
   */
  private static List<Case> defects() {
    return List.of(
        Case.violates(MODEL, "one-M01", "Agreement"),
        Case.violates(MODEL, "one-M06", "Agreement"),
        Case.violates(MODEL, "one-M10", "Agreement"));
  }

  /** What is claimed never to happen does happen. */
  private static List<Case> witnesses() {
    return Stream.of(
            "NobodyDecidesInView1", "NothingDecidedAgain", "NothingDropped", "NobodyEquivocates")
        .map(each -> Case.violates(MODEL, "one-witness-" + each, each))
        .toList();
  }

  @Override
  List<Case> largeCases() {
    return List.of(
        Case.violates(MODEL, "one-n6-f2-q4", "Agreement"),
        Case.holds(MODEL, "one-n6-f2-q4-live", 107),
        Case.holds(MODEL, "one-n6-f2-q5", 1_980),
        Case.violates(MODEL, "one-n6-f2-q5-live", "EverybodyDecides"),
        // Two views are not enough to see what is wrong with M11: keep a model of three.
        Case.holds(MODEL, "one-M11-2views", 749),
        Case.violates(MODEL, "one-M11", "Agreement"),
        Case.holds(MODEL, "one-n4-3views", 40_363),
        Case.holds(MODEL, "one-n6-f1-q4", 16_458),
        Case.holds(MODEL, "one-n7-2views", 16_458),
        Case.holds(MODEL, "one-n4-4views", 2_115_582));
  }
}
