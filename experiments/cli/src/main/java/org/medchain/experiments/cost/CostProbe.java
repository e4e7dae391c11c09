package org.medchain.experiments.cost;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.medchain.comparison.TrialCancelled;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialHook;
import org.medchain.experiments.execution.CostMeter;
import org.medchain.experiments.execution.MeasuredCosts;
import org.medchain.experiments.execution.RunProgress;
import org.medchain.experiments.execution.TrialEffort;
import org.medchain.experiments.execution.TrialFunction;

/**
 * Runs the cheapest trial of a grid, the one in the middle and the dearest, each cut after a second
 * and a half (EXP-43). What a cut one would have cost follows from its messages, those of its first
 * half left out: there the compiler is still at work.
 */
public final class CostProbe {
  private static final double TRIAL_S = 1.5;

  /** For all three: what a trial prepares before its first event cannot be cut. */
  private static final double ALL_S = 6;

  /** Short ones are repeated, and the last one counts. */
  private static final int TIMES = 3;

  private static final double NS_PER_S = 1e9;
  private static final int STEP_MS = 100;

  private final TrialFunction function;
  private final MeasuredCosts costs;
  private final AtomicInteger ended = new AtomicInteger();
  private volatile long messages;
  private volatile boolean over;

  private CostProbe(TrialFunction function, MeasuredCosts costs) {
    this.function = function;
    this.costs = costs;
  }

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
    CostProbe probe = new CostProbe(function, costs);
    Thread worker = new Thread(() -> chosen.forEach(probe::measure), "probe");
    // A command that ends does not wait for a trial's preparation.
    worker.setDaemon(true);
    worker.start();
    long fromNs = System.nanoTime();
    double shareOver = 0;
    while (worker.isAlive() && shareOver < 1) {
      worker.join(STEP_MS);
      shareOver = secondsSince(fromNs) / ALL_S;
      progress.update(probe.ended.get(), chosen.size(), shareOver, probe.messages);
    }
    synchronized (costs) {
      probe.over = true;
    }
  }

  private void measure(TrialCell trial) {
    TrialEffort effort = TrialEffort.of(trial);
    long fromNs = System.nanoTime();
    double costS = 0;
    for (int i = 0; i < TIMES && !isOver(fromNs); i++) {
      CutTrial cut = new CutTrial(CostMeter.start(trial), fromNs);
      try {
        function.run(trial, cut);
        costS = cut.meter.seconds();
      } catch (TrialCancelled e) {
        costS = costS > 0 ? costS : cut.secondsOf(effort.messages());
      }
    }
    synchronized (costs) {
      if (costS > 0 && !over) {
        costs.add(trial.protocol(), effort.seconds(), costS);
      }
    }
    ended.incrementAndGet();
  }

  private boolean isOver(long fromNs) {
    return over || secondsSince(fromNs) > TRIAL_S;
  }

  private static double secondsSince(long fromNs) {
    return (System.nanoTime() - fromNs) / NS_PER_S;
  }

  /** Looks at a trial and cuts it. */
  private final class CutTrial implements TrialHook {
    private final CostMeter meter;
    private final long fromNs;
    private double halfS;
    private long halfMessages;
    private double lastS;
    private long lastMessages;

    CutTrial(CostMeter meter, long fromNs) {
      this.meter = meter;
      this.fromNs = fromNs;
    }

    @Override
    public boolean isCancelled() {
      return isOver(fromNs);
    }

    @Override
    public void onProgress(double virtualS, long delivered) {
      lastS = meter.seconds();
      lastMessages = delivered;
      if (secondsSince(fromNs) < TRIAL_S / 2) {
        halfS = lastS;
        halfMessages = delivered;
      }
      messages = Math.max(messages, delivered);
    }

    /** 0 where it was cut before it told anything. */
    double secondsOf(double all) {
      return lastMessages > halfMessages
          ? all * (lastS - halfS) / (lastMessages - halfMessages)
          : 0;
    }
  }
}
