package org.medchain.experiments;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialResult;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.execution.MeasuredCosts;
import org.medchain.experiments.execution.RunForecast;
import org.medchain.experiments.execution.RunProgress;
import org.medchain.experiments.execution.TrialEffort;
import org.medchain.experiments.execution.TrialEngine;
import org.medchain.experiments.execution.TrialListener;
import org.medchain.experiments.results.RunFolder;
import org.medchain.experiments.results.RunRecord;
import org.medchain.launcher.OutOfHeap;
import org.medchain.launcher.ShutdownHook;

/** Runs the trials of a run that have no result yet, shows how far it is, and keeps results. */
final class Sweep {
  private final CommandContext host;
  private final RunFolder folder;
  private final RunRecord record;
  private final TrialEngine engine;
  private final List<String> failures = new ArrayList<>();
  private final Set<Integer> failed = new HashSet<>();
  private final int atOnce;
  private volatile boolean interrupted;
  private RunProgress progress;
  private RunForecast forecast;

  Sweep(CommandContext host, RunFolder folder, RunRecord record, TrialEngine engine, int atOnce) {
    this.host = host;
    this.folder = folder;
    this.record = record;
    this.engine = engine;
    this.atOnce = atOnce;
  }

  /** Returns a line for each trial that ended without a result. */
  List<String> run() throws Exception {
    List<TrialCell> due = record.due();
    int known = record.rows().size();
    if (known > 0) {
      host.err()
          .printf(
              Locale.ROOT,
              "%d of %d trials have a result already; --force runs them again%n",
              known,
              known + due.size());
    }
    if (due.isEmpty()) {
      return List.of();
    }
    progress = new RunProgress(host.err(), host.terminal());
    forecast = new RunForecast(Math.max(1, atOnce), new MeasuredCosts());
    ShutdownHook keeper = new ShutdownHook("keeper", this::interrupted);
    try {
      runAll(due);
    } finally {
      progress.close();
      if (interrupted) {
        // The process ends with this thread: there is no further output.
        new CountDownLatch(1).await();
      }
      keeper.close();
    }
    return List.copyOf(failures);
  }

  /** What is due, and what is due after that. */
  private void runAll(List<TrialCell> first) throws Exception {
    ScheduledExecutorService ticker =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "progress");
              thread.setDaemon(true);
              return thread;
            });
    ScheduledFuture<?> ticking = ticker.scheduleAtFixedRate(this::show, 1, 1, TimeUnit.SECONDS);
    try {
      for (List<TrialCell> due = first; !due.isEmpty() && !interrupted; due = due()) {
        List<TrialCell> ordered = TrialEffort.longestFirst(due);
        forecast.expect(ordered);
        engine.run(ordered, new ResultCollector());
      }
    } finally {
      ticking.cancel(false);
      ticker.shutdownNow();
      show();
    }
  }

  /** A trial that failed is the next call's; its cell is decided on then. */
  private List<TrialCell> due() {
    return record.due().stream().filter(trial -> !failed.contains(trial.number())).toList();
  }

  /** From one thread at a time. */
  private void show() {
    long messages = engine.messages();
    progress.update(forecast.ended(), forecast.trials(), forecast.share(messages), messages);
  }

  /** Ctrl-C, or the system shuts down: keeps what there is, and prints how to continue. */
  private void interrupted() {
    interrupted = true;
    engine.cancel();
    progress.close();
    try {
      record.close();
      host.err()
          .printf(
              Locale.ROOT,
              "Interrupted. %d of %d trials are kept; the same command continues with the"
                  + " others.%n",
              record.rows().size(),
              record.rows().size() + record.due().size());
    } catch (IOException e) {
      RunFolder.unwritable(folder.path(), e).lines().forEach(host.err()::println);
    }
  }

  /** Takes the engine's results, one at a time. */
  private final class ResultCollector implements TrialListener {
    @Override
    public void finished(TrialCell trial, TrialResult result, double costS)
        throws UserInputException {
      try {
        record.add(result);
      } catch (IOException e) {
        throw RunFolder.unwritable(folder.path(), e);
      }
      if (atOnce > 0) {
        record.addCost(trial, costS); // Of this machine.
      }
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
      failures.add(line);
      failed.add(trial.number());
      progress.printLine(line);
      forecast.failed(trial);
    }

    private static String why(Throwable failure) {
      return OutOfHeap.line(failure).orElseGet(() -> RunOutcome.oneLine(failure.toString()));
    }
  }
}
