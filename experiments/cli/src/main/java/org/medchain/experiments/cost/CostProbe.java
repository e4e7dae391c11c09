package org.medchain.experiments.cost;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.medchain.comparison.TrialCancelled;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialEffort;
import org.medchain.comparison.TrialHook;
import org.medchain.experiments.execution.CostMeter;
import org.medchain.experiments.execution.MeasuredCosts;
import org.medchain.experiments.execution.RunProgress;
import org.medchain.experiments.execution.TrialFunction;
import org.medchain.experiments.running.Pace;

/**
 * Runs the cheapest trial of a grid, the one in the middle and the dearest, each cut after a second
 * and a half (EXP-43). What a cut one would have cost follows from its messages, those of its first
 * half left out: there the compiler is still at work.
 */
public final class CostProbe implements TrialHook {
  private static final double TRIAL_S = 1.5;

  /** For all three: what a trial prepares before its first event cannot be cut. */
  private static final double ALL_S = 6;

  /** Short ones are repeated, and the last one counts. */
  private static final int TIMES = 3;

  private static final int STEP_MS = 100;

  private final Pace all = new Pace();
  private final Map<TrialCell, Double> costsS = new ConcurrentHashMap<>();
  private Pace own = all;
  private CostMeter meter;
  private double halfS;
  private long halfMessages;
  private double lastS;
  private volatile long messages;

  private CostProbe() {}

  /**
   * Returns when it is done, or when its time is over.
   *
   * @param grid of one trial or more
   * @param function that runs them
   * @param costs takes what they cost
   * @param progress shows how far it is
   */
  public static void run(
      List<TrialCell> grid, TrialFunction function, MeasuredCosts costs, RunProgress progress)
      throws InterruptedException {
    List<TrialCell> ordered = TrialEffort.longestFirst(grid);
    Set<TrialCell> chosen =
        new LinkedHashSet<>(
            List.of(ordered.getLast(), ordered.get(ordered.size() / 2), ordered.getFirst()));
    CostProbe probe = new CostProbe();
    // A command that ends does not wait for a trial's preparation.
    Thread worker =
        Thread.ofPlatform()
            .daemon()
            .name("probe")
            .start(() -> chosen.forEach(trial -> probe.measure(trial, function)));
    while (worker.isAlive() && probe.all.elapsedS() < ALL_S) {
      worker.join(STEP_MS);
      double share = probe.all.elapsedS() / ALL_S;
      progress.update(probe.costsS.size(), chosen.size(), share, probe.messages);
    }
    probe.costsS.forEach(
        (trial, costS) -> costs.add(trial.protocol(), TrialEffort.of(trial).seconds(), costS));
  }

  private void measure(TrialCell trial, TrialFunction function) {
    own = new Pace();
    halfS = 0;
    halfMessages = 0;
    messages = 0;
    double costS = 0;
    for (int i = 0; i < TIMES && !isCancelled(); i++) {
      meter = CostMeter.start(trial);
      try {
        function.run(trial, this);
        costS = meter.seconds();
      } catch (TrialCancelled e) {
        long counted = messages - halfMessages;
        if (costS == 0 && counted > 0) {
          costS = TrialEffort.of(trial).messages() * (lastS - halfS) / counted;
        }
      }
    }
    if (costS > 0) {
      costsS.put(trial, costS);
    }
  }

  @Override
  public boolean isCancelled() {
    return own.elapsedS() > TRIAL_S || all.elapsedS() > ALL_S;
  }

  @Override
  public void onProgress(double virtualS, long delivered) {
    lastS = meter.seconds();
    messages = delivered;
    if (own.elapsedS() < TRIAL_S / 2) {
      halfS = lastS;
      halfMessages = delivered;
    }
  }
}
