package org.medchain.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * PBFT-13 in the small, with all honest replicas in three views: the chain with views that start at
 * decided blocks and primaries that propose ahead, its steps in an order that leaves few states.
 * The order is compared with any order where both can be searched, and finds planted defects.
 */
class PbftOrderedModelTest extends ModelTest {
  private static final String MODEL = "PbftOrdered";

  private static final String ANY_ORDER = "-any";

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
        Case.violates(MODEL, "ordered-witness-NoViewOnNewerDecision", "NoViewOnNewerDecision"),
        Case.holds(MODEL, "ordered-facts-2views", 16_026),
        Case.holds(MODEL, "ordered-facts-2views" + ANY_ORDER, 58_486),
        Case.holds(MODEL, "ordered-facts-1height", 3_173),
        Case.holds(MODEL, "ordered-facts-1height" + ANY_ORDER, 19_826));
  }

  /** The order loses no set of certificates and decisions that is reached together. */
  @Override
  ModelChecker.Result run(Case each) {
    ModelChecker.Result result = super.run(each);
    if (each.config().endsWith(ANY_ORDER)) {
      Path inOrder = Path.of(each.file().toString().replace(ANY_ORDER, ""));
      String folder = each.config() + "-compared";
      assertThat(facts(ModelChecker.check(folder, each.module(), inOrder)))
          .hasSizeGreaterThan(FEW_FACTS)
          .isEqualTo(facts(result));
    }
    return result;
  }

  private static Set<String> facts(ModelChecker.Result result) {
    return FACTS
        .matcher(result.output())
        .results()
        .map(told -> told.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
