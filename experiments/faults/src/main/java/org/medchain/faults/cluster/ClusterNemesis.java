package org.medchain.faults.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.medchain.faults.host.NemesisAction;
import org.medchain.faults.plan.FaultEvent;

/** Does to a cluster what a plan says, at its times, and heals it. */
final class ClusterNemesis {
  private final ClusterFaults faults;
  private final Consumer<String> progress;
  private final List<NemesisAction> actions = new ArrayList<>();

  /**
   * A nemesis.
   *
   * @param faults what to do for each kind
   * @param progress is told what happens
   */
  ClusterNemesis(ClusterFaults faults, Consumer<String> progress) {
    this.faults = faults;
    this.progress = progress;
  }

  /** Plays a plan; returns when all of it is healed. */
  void play(List<FaultEvent> plan, long originNs) throws InterruptedException {
    for (NemesisAction each : NemesisAction.of(plan)) {
      long leftNs = originNs + each.atNs() - System.nanoTime();
      if (leftNs > 0) {
        TimeUnit.NANOSECONDS.sleep(leftNs);
      }
      perform(each, originNs);
    }
  }

  private void perform(NemesisAction due, long originNs) throws InterruptedException {
    progress.accept(
        (due.begins() ? "" : "end of ") + due.fault().kind().word() + " at " + due.fault().nodes());
    Optional<String> problem = Optional.empty();
    try {
      ClusterFault fault = faults.of(due.fault());
      (due.begins() ? fault.begin() : fault.heal()).run();
    } catch (IOException e) {
      problem = Optional.of(String.valueOf(e.getMessage()));
    }
    synchronized (actions) {
      actions.add(
          new NemesisAction(System.nanoTime() - originNs, due.fault(), due.begins(), problem));
    }
  }

  /** What it did so far. */
  List<NemesisAction> actions() {
    synchronized (actions) {
      return List.copyOf(actions);
    }
  }
}
