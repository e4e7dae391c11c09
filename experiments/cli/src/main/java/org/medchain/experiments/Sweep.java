package org.medchain.experiments;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialEffort;
import org.medchain.comparison.TrialResult;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.execution.ReadableNumbers;
import org.medchain.experiments.execution.RunForecast;
import org.medchain.experiments.execution.TrialEngine;
import org.medchain.experiments.execution.TrialListener;
import org.medchain.experiments.results.RunFolder;
import org.medchain.experiments.results.RunRecord;
import org.medchain.experiments.running.WorkProgress;
import org.medchain.launcher.OutOfHeap;
import org.medchain.launcher.ShutdownHook;

/** Runs the trials of a run that have no result yet, shows how far it is, and keeps results. */
final class Sweep {
  private final CommandContext host;
  private final RunFolder folder;
  private final RunRecord record;
  private final TrialEngine engine;
  private final Map<Integer, String> failures = new LinkedHashMap<>();
  private final RunForecast forecast;
  private volatile boolean interrupted;
  private WorkProgress progress;

  Sweep(CommandContext host, RunFolder folder, RunRecord record, TrialEngine engine, int atOnce) {
    this.host = host;
    this.folder = folder;
    this.record = record;
    this.engine = engine;
    this.forecast = new RunForecast(Math.max(1, atOnce));
  }

  /** Returns a line for each trial that ended without a result. */
  List<String> run() throws Exception {
    if (!record.rows().isEmpty()) {
      host.err().println(kept() + " have a result already; --force runs them again");
    }
    if (due().isEmpty()) {
      return List.of();
    }
    PrintWriter err = new PrintWriter(host.err(), false, StandardCharsets.UTF_8);
    progress = new WorkProgress(err, host.terminal());
    ShutdownHook keeper = new ShutdownHook("keeper", this::interrupted);
    try {
      runAll();
    } finally {
      progress.close();
      if (interrupted) {
        // The process ends with this thread: there is no further output.
        new CountDownLatch(1).await();
      }
      keeper.close();
    }
    return List.copyOf(failures.values());
  }

  private String kept() {
    int known = record.rows().size();
    return known + " of " + (known + record.due().size()) + " trials";
  }

  /**
   * What is due, and what is due after that: the same repeat of all cells before the next one, of
   * each the longest first.
   */
  private void runAll() throws Exception {
    try (ScheduledExecutorService ticker =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("progress").factory())) {
      var unused = ticker.scheduleAtFixedRate(this::show, 1, 1, TimeUnit.SECONDS);
      for (List<TrialCell> due = due(); !due.isEmpty() && !interrupted; due = due()) {
        List<TrialCell> ordered =
            TrialEffort.longestFirst(due).stream()
                .sorted(Comparator.comparingInt(TrialCell::repeat))
                .toList();
        forecast.expect(ordered);
        engine.run(ordered, new ResultCollector());
      }
    } finally {
      show();
    }
  }

  /** A trial that failed is the next call's; its cell is decided on then. */
  private List<TrialCell> due() {
    return record.due().stream().filter(each -> !failures.containsKey(each.number())).toList();
  }

  /** From one thread at a time. */
  private void show() {
    long messages = engine.messages();
    progress.forecast(
        forecast.share(messages),
        forecast.ended() + " of " + forecast.trials() + " trials",
        ", " + ReadableNumbers.count((double) messages) + " messages delivered");
  }

  /** Ctrl-C, or the system shuts down: keeps what there is, and prints how to continue. */
  private void interrupted() {
    interrupted = true;
    engine.cancel();
    progress.close();
    try {
      record.close();
      host.err()
          .println(
              "Interrupted. " + kept() + " are kept; the same command continues with the others.");
    } catch (UserInputException e) {
      e.lines().forEach(host.err()::println);
    }
  }

  /** Takes the engine's results, one at a time. */
  private final class ResultCollector implements TrialListener {
    @Override
    public void finished(TrialCell trial, TrialResult result, double costS)
        throws UserInputException {
      record.add(result);
      forecast.finished(trial, costS, result.messagesDelivered());
    }

    @Override
    public void failed(TrialCell trial, Throwable failure) throws Exception {
      if (failure instanceof UserInputException refusal) {
        throw refusal;
      }
      Path file = folder.error(trial.number());
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      Files.createDirectories(file.getParent());
      Files.writeString(file, trace.toString());
      String line =
          "%s: no result: %s; see %s".formatted(RunOutcome.name(trial), why(failure), file);
      failures.put(trial.number(), line);
      progress.printLine(line);
      forecast.failed(trial);
    }

    private static String why(Throwable failure) {
      return OutOfHeap.line(failure).orElseGet(() -> RunOutcome.oneLine(failure.toString()));
    }
  }
}
