package org.medchain.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * PBFT-13 in the small, with all honest replicas in three views: the chain with views that start at
 * decided blocks and primaries that propose ahead, its steps in an order that leaves few states.
 * The order is compared with any order where both can be searched, and finds planted defects.
 */
class PbftOrderedModelTest extends ModelTest {
  private static final String MODEL = "PbftOrdered";

  /** What a search told: see {@code FactsAreTold}. */
  private static final Pattern FACTS = Pattern.compile("\"facts\", \"(.*)\"");

  /** Fewer would mean that next to nothing was compared. */
  private static final int FEW_FACTS = 30;

  @Override
  List<Case> cases() {
    return List.of(
        Case.holds(MODEL, "ordered-1height", 1_387),
        Case.violates(MODEL, "ordered-open", "Agreement"),
        Case.violates(MODEL, "ordered-lowest", "Agreement"));
  }

  @Override
  List<Case> largeCases() {
    return List.of(
        Case.holds(MODEL, "ordered-3views", 657_916),
        // A lagging replica enters an old view at a block decided in a newer one, and votes there.
        Case.violates(MODEL, "ordered-witness-NoViewOnNewerDecision", "NoViewOnNewerDecision"));
  }

  /** The order loses no set of certificates and decisions that is reached together. */
  @Tag("exhaustive")
  @ParameterizedTest
  @ValueSource(strings = {"ordered-facts-2views", "ordered-facts-1height"})
  void reachesWhatAnyOrderReaches(String config) {
    Set<String> inOrder = facts(config);
    assertThat(inOrder).hasSizeGreaterThan(FEW_FACTS);
    assertThat(inOrder).isEqualTo(facts(config + "-any"));
  }

  private static Set<String> facts(String config) {
    Case each = Case.violates(MODEL, config, "nothing");
    ModelChecker.Result result = ModelChecker.check(config, each.module(), each.file());
    assertThat(result.verdict()).as(result.output()).isEqualTo("holds");
    return FACTS
        .matcher(result.output())
        .results()
        .map(told -> told.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
