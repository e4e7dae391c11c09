package org.medchain.faults.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.medchain.history.check.DeltaDebugging;

/**
 * Makes a failing plan smaller while it still fails (FAULT-5): delta debugging over its faults,
 * then shorter times and fewer nodes of each.
 */
public final class PlanShrinker {
  private final Predicate<List<FaultEvent>> fails;
  private final int budget;
  private int runs;

  /**
   * A shrinker.
   *
   * @param fails runs a plan and says whether it still fails
   * @param budget how many plans may be run
   */
  public PlanShrinker(Predicate<List<FaultEvent>> fails, int budget) {
    this.fails = fails;
    this.budget = budget;
  }

  /** How many plans were run. */
  public int runs() {
    return runs;
  }

  /** A part of a failing plan that fails too; each smaller part that was tried does not. */
  public List<FaultEvent> shrink(List<FaultEvent> plan) {
    return shorter(DeltaDebugging.minimise(plan, this::stillFails));
  }

  private boolean stillFails(List<FaultEvent> plan) {
    if (plan.isEmpty() || runs >= budget) {
      return false;
    }
    runs++;
    return fails.test(plan);
  }

  private List<FaultEvent> shorter(List<FaultEvent> plan) {
    List<FaultEvent> now = new ArrayList<>(plan);
    for (int i = 0; i < now.size(); i++) {
      FaultEvent each = now.get(i);
      for (FaultEvent simpler : simpler(each)) {
        List<FaultEvent> with = new ArrayList<>(now);
        with.set(i, simpler);
        if (stillFails(with)) {
          now = with;
          break;
        }
      }
    }
    return List.copyOf(now);
  }

  private static List<FaultEvent> simpler(FaultEvent fault) {
    List<FaultEvent> simpler = new ArrayList<>();
    if (fault.nodes().size() > 1) {
      fault.nodes().forEach(node -> simpler.add(fault.at(List.of(node))));
    }
    double halfS = Math.round(500 * (fault.fromS() + fault.untilS())) / 1000.0;
    if (halfS > fault.fromS()) {
      simpler.add(fault.until(halfS));
    }
    return simpler;
  }
}
