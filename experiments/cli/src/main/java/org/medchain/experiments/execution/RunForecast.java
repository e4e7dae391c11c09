package org.medchain.experiments.execution;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialEffort;
import org.medchain.comparison.config.ProtocolKind;

/**
 * How much of its time a run has had: the cost of what has ended, against what the others may cost
 * by their effort and by what was measured (EXP-44). Any thread may call it.
 */
public final class RunForecast {
  /** A trial that has not ended is not done, however many messages it had. */
  private static final double NEARLY = 0.95;

  private final int atOnce;
  private final MeasuredCosts measured = new MeasuredCosts();
  private final Map<TrialCell, TrialEffort> open = new LinkedHashMap<>();
  private int trials;
  private double effortS;
  private double endedS;
  private long endedMessages;

  /** Of a run that begins, with this number of trials at once. */
  public RunForecast(int atOnce) {
    this.atOnce = atOnce;
  }

  /** These are to run too, in the order in which they start. */
  public synchronized void expect(List<TrialCell> due) {
    trials += due.size();
    due.forEach(each -> open.put(each, TrialEffort.of(each)));
  }

  /** How many are to run in all, as far as that is decided. */
  public synchronized int trials() {
    return trials;
  }

  /** A trial has a result. */
  public synchronized void finished(TrialCell trial, double costS, long messages) {
    double ownS = open.get(trial).seconds();
    measured.add(trial.protocol(), TrialEffort.withCompiler(effortS, ownS), costS);
    effortS += ownS;
    endedS += costS;
    endedMessages += messages;
    failed(trial);
  }

  /** A trial has none, and its cost says nothing of others. */
  public synchronized void failed(TrialCell trial) {
    open.remove(trial);
  }

  /** How many have ended. */
  public synchronized int ended() {
    return trials - open.size();
  }

  /** The share of the run's time that is over, 0 to 1, after this number of messages. */
  public synchronized double share(long messages) {
    double expected = open.values().stream().limit(atOnce).mapToDouble(TrialEffort::messages).sum();
    // Those that run now are the next ones in order.
    double begun = expected > 0 ? Math.clamp((messages - endedMessages) / expected, 0, NEARLY) : 0;
    double doneS = endedS;
    double leftS = 0;
    double longestS = 0;
    double warmS = effortS;
    int running = atOnce;
    for (Map.Entry<TrialCell, TrialEffort> each : open.entrySet()) {
      double ownS = each.getValue().seconds();
      double beenS = running-- > 0 ? begun * ownS : 0;
      ProtocolKind protocol = each.getKey().protocol();
      double allS = measured.costS(protocol, TrialEffort.withCompiler(warmS, ownS));
      double spentS = measured.costS(protocol, TrialEffort.withCompiler(warmS, beenS));
      warmS += ownS;
      doneS += spentS;
      leftS += allS - spentS;
      longestS = Math.max(longestS, allS - spentS);
    }
    return open.isEmpty() ? 1 : doneS / (doneS + Math.max(leftS, atOnce * longestS));
  }

  /**
   * What trials have cost, as a factor on their effort for each protocol (EXP-44; decision 0193).
   * That a trial costs its effort counts as much as one measured trial of the usual length.
   */
  private static final class MeasuredCosts {
    private final Map<ProtocolKind, Double> expectedS = new EnumMap<>(ProtocolKind.class);
    private final Map<ProtocolKind, Double> tookS = new EnumMap<>(ProtocolKind.class);
    private int trials;

    /** A trial with this effort had this cost, both in seconds and more than 0. */
    void add(ProtocolKind protocol, double effortS, double costS) {
      expectedS.merge(protocol, effortS, Double::sum);
      tookS.merge(protocol, costS, Double::sum);
      trials++;
    }

    /** What a trial may cost, in seconds. */
    double costS(ProtocolKind protocol, double effortS) {
      double usualS = trials == 0 ? 1 : sum(expectedS) / trials;
      double common = (sum(tookS) + usualS) / (sum(expectedS) + usualS);
      double own =
          (tookS.getOrDefault(protocol, 0.0) + common * usualS)
              / (expectedS.getOrDefault(protocol, 0.0) + usualS);
      return own * effortS;
    }

    private static double sum(Map<ProtocolKind, Double> parts) {
      return parts.values().stream().mapToDouble(each -> each).sum();
    }
  }
}
