package org.medchain.faults.command;

import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.medchain.experiments.execution.ReadableNumbers;
import org.medchain.experiments.running.TerminalBar;
import org.medchain.faults.config.HarnessConfig;
import org.medchain.faults.run.CallCounts;
import org.medchain.faults.run.InterpreterSettings;
import org.medchain.faults.session.RunDisplay;

/**
 * One line of a terminal that is written over again (FAULT-16): how far the run is by the clients'
 * time, which faults are in force, and what became of the calls so far.
 */
final class TerminalDisplay implements RunDisplay {
  private static final int WIDTH_MAX = 120;
  private static final long PERIOD_MS = 250;

  private final HarnessConfig config;
  private final InterpreterSettings settings;
  private final CallCounts counts;
  private final TerminalBar bar;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("progress").factory());
  private volatile String said = "";

  TerminalDisplay(PrintWriter out, HarnessConfig config, CallCounts counts) {
    this.config = config;
    this.settings = config.settings();
    this.counts = counts;
    this.bar =
        new TerminalBar(
            text -> {
              out.print(text);
              out.flush();
            },
            (int) Math.max(1, settings.lastNs() / 1_000_000),
            WIDTH_MAX,
            elapsedS -> words());
    var unused =
        clock.scheduleAtFixedRate(
            () -> bar.stepTo(Math.min(settings.lastNs(), counts.nowNs()) / 1_000_000),
            PERIOD_MS,
            PERIOD_MS,
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void say(String what) {
    said = what;
  }

  /** What stands behind the bar. */
  String words() {
    long nowNs = counts.nowNs();
    return "%s of %s  %s answered, %s refused, %s given up  %s"
        .formatted(
            ReadableNumbers.duration(nowNs / 1e9),
            ReadableNumbers.duration(settings.lastNs() / 1e9),
            counts.answered(),
            counts.refused(),
            counts.givenUp(),
            now(nowNs));
  }

  /** The phase, or during the load what the nemesis does. */
  private String now(long nowNs) {
    if (nowNs == 0) {
      return said.isEmpty() ? "begins" : said;
    }
    if (nowNs >= settings.lastNs()) {
      return "last calls";
    }
    if (nowNs >= settings.endNs()) {
      return "healed";
    }
    String inForce =
        config.plan().orElseThrow().stream()
            .filter(each -> each.fromNs() <= nowNs && nowNs < each.untilNs())
            .map(each -> each.kind().word() + " " + each.nodes())
            .collect(Collectors.joining(", "));
    return inForce.isEmpty() ? "no fault" : inForce;
  }

  @Override
  public void close() {
    clock.shutdownNow();
    bar.clear();
  }
}
