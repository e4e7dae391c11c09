package org.medchain.spec;

import java.util.List;
import java.util.stream.Stream;

/**
 * PBFT-13 in the small: rule D of decision 0010 holds in every reachable state of the models, the
 * rules that it was chosen over fail where they are known to, and enough happens in the models for
 * both to mean something. The build checks the smallest models in which those rules still fail.
 */
class PbftChainModelTest extends ModelTest {
  private static final String MODEL = "PbftChain";

  @Override
  List<Case> cases() {
    return Stream.of(medchainsRule(), otherRules(), defects(), witnesses())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Case> medchainsRule() {
    return List.of(
        Case.holds(MODEL, "D-3views", 7_956),
        Case.holds(MODEL, "D-2views-3heights", 747),
        Case.holds(MODEL, "D-2views-primary-silent", 1_537),
        Case.holds(MODEL, "D-2views-starts-silent", 3_468));
  }

  private static List<Case> otherRules() {
    return List.of(
        Case.holds(MODEL, "BT-3views", 6_501),
        // Two views are not enough to see what is wrong with B: keep a model of three.
        Case.holds(MODEL, "B-2views", 358),
        Case.violates(MODEL, "B-agreement", "Agreement"),
        Case.violates(MODEL, "A-links", "ChainLink"),
        Case.violates(MODEL, "Dx-links", "ChainLink"),
        Case.violates(MODEL, "Dopen-agreement-silent", "Agreement"),
        Case.violates(MODEL, "implied-agreement", "Agreement"));
  }

  /** A defect that is planted in the code as a patch of this name. */
  private static List<Case> defects() {
    return List.of(Case.violates(MODEL, "M11-agreement", "Agreement"));
  }

  /** More of them, which one height is enough for: see {@link PbftOneModelTest}. */
  private static List<Case> largeDefects() {
    return Stream.of("M01", "M06", "M10")
        .map(each -> Case.violates(MODEL, each + "-agreement", "Agreement"))
        .toList();
  }

  /** What is claimed never to happen does happen. */
  private static List<Case> witnesses() {
    return Stream.of(
            "NobodyDecidesHeight2",
            "NobodyDecidesInView1",
            "NothingProposedAgain",
            "NothingDropped",
            "NoMixedChain",
            "NoVoteOnDecidedParent")
        .map(each -> Case.violates(MODEL, "witness-" + each, each))
        .toList();
  }

  @Override
  List<Case> largeCases() {
    return Stream.of(largeRules(), largeDefects()).flatMap(List::stream).toList();
  }

  private static List<Case> largeRules() {
    return List.of(
        Case.holds(MODEL, "D-2views", 30_954),
        Case.holds(MODEL, "D-3views-3heights", 24_182),
        Case.holds(MODEL, "D-2views-primary", 254_624),
        Case.holds(MODEL, "D-3views-primary", 44_502),
        Case.holds(MODEL, "D-3views-starts", 322_808),
        Case.violates(MODEL, "Dopen-agreement", "Agreement"),
        Case.holds(MODEL, "D-3views-starts-primary", 1_547_265),
        Case.holds(MODEL, "Ds-3views", 163_718));
  }
}
