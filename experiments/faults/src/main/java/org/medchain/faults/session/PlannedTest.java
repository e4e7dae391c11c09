package org.medchain.faults.session;

import java.util.List;
import java.util.stream.Stream;
import org.medchain.faults.config.HarnessConfig;
import org.medchain.faults.host.HarnessHost;
import org.medchain.faults.plan.FaultEvent;
import org.medchain.faults.plan.FaultPlanner;
import org.medchain.faults.plan.NemesisKind;
import org.medchain.simulation.model.RandomStreams;

/**
 * A test that is ready to run: its plan has no fault that the host cannot do.
 *
 * @param config with the plan
 * @param skipped kinds that were asked for and that the host cannot do
 */
public record PlannedTest(HarnessConfig config, List<NemesisKind> skipped) {
  /** The plan of a config, or one that is drawn from what the host can do. */
  public static PlannedTest of(HarnessConfig test, HarnessHost where) {
    return of(test, where, List.of());
  }

  /**
   * The same, where a plan that is drawn has some kinds for sure.
   *
   * @param required of those that the host can do
   */
  public static PlannedTest of(HarnessConfig test, HarnessHost where, List<NemesisKind> required) {
    List<FaultEvent> plan = test.plan().orElseGet(() -> drawn(test, where, required));
    List<NemesisKind> skipped =
        Stream.of(NemesisKind.values())
            .filter(kind -> isWanted(test, kind) && where.obstacle(kind).isPresent())
            .toList();
    return new PlannedTest(
        test.with(plan.stream().filter(each -> where.obstacle(each.kind()).isEmpty()).toList()),
        skipped);
  }

  private static List<FaultEvent> drawn(
      HarnessConfig test, HarnessHost where, List<NemesisKind> required) {
    List<NemesisKind> asked = test.faults().orElse(List.of(NemesisKind.values()));
    return new FaultPlanner(
            asked.stream().filter(where.possible()::contains).toList(),
            test.nodes(),
            new RandomStreams(test.seed()).stream("harness-plan", 0))
        .plan(test.timeLimitS(), test.faultGapS(), required);
  }

  private static boolean isWanted(HarnessConfig test, NemesisKind kind) {
    return test.faults().map(all -> all.contains(kind)).orElse(false)
        || test.plan().map(all -> all.stream().anyMatch(f -> f.kind() == kind)).orElse(false);
  }

  /** The same with other faults. */
  public PlannedTest with(List<FaultEvent> plan) {
    return new PlannedTest(config.with(plan), skipped);
  }
}
