package org.medchain.experiments;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialResult;
import org.medchain.experiments.config.Refusal;
import org.medchain.experiments.results.RunFolder;
import org.medchain.experiments.results.RunRecord;
import org.medchain.experiments.running.Effort;
import org.medchain.experiments.running.Progress;
import org.medchain.experiments.running.TrialFunction;
import org.medchain.experiments.running.TrialPool;

/** Runs those trials of a grid that have no result yet, shows how far it is, and keeps results. */
final class Sweep {
  private final Host host;
  private final RunFolder folder;
  private final RunRecord record;
  private final TrialPool pool;
  private final List<String> failures = new ArrayList<>();
  private int ended;
  private double effortDone;
  private double effortAll;
  private volatile boolean interrupted;
  private Progress progress;

  Sweep(Host host, RunFolder folder, RunRecord record, TrialFunction function, int threads) {
    this.host = host;
    this.folder = folder;
    this.record = record;
    this.pool = new TrialPool(function, threads);
  }

  /** Returns a line for each trial that ended without a result. */
  List<String> run(List<TrialCell> grid) throws Exception {
    List<TrialCell> missing = record.missing(grid);
    int known = grid.size() - missing.size();
    if (known > 0) {
      host.err()
          .printf(
              Locale.ROOT,
              "%d of %d trials have a result already; --force runs them again%n",
              known,
              grid.size());
    }
    if (missing.isEmpty()) {
      return List.of();
    }
    progress = Progress.on(host.err(), host.terminal(), missing.size());
    Thread keeper = new Thread(() -> interrupted(grid.size()), "keeper");
    Runtime.getRuntime().addShutdownHook(keeper);
    try {
      runAll(missing);
    } finally {
      progress.close();
      if (interrupted) {
        // The process ends as soon as the keeper has: nothing more is to be said.
        new CountDownLatch(1).await();
      }
      Runtime.getRuntime().removeShutdownHook(keeper);
    }
    return List.copyOf(failures);
  }

  private void runAll(List<TrialCell> missing) throws Exception {
    effortAll = missing.stream().mapToDouble(Effort::of).sum();
    ScheduledExecutorService ticker =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "progress");
              thread.setDaemon(true);
              return thread;
            });
    ScheduledFuture<?> ticking = ticker.scheduleAtFixedRate(this::show, 1, 1, TimeUnit.SECONDS);
    try {
      pool.run(missing, new Keeper());
    } finally {
      ticking.cancel(false);
      ticker.shutdownNow();
    }
  }

  private synchronized void count(TrialCell trial) {
    ended++;
    effortDone += Effort.of(trial);
    show();
  }

  private synchronized void show() {
    progress.at(ended, effortDone / effortAll, pool.messages());
  }

  /** Ctrl-C, or the system shuts down: keeps what there is, and tells how to go on. */
  private void interrupted(int trials) {
    interrupted = true;
    pool.cancel();
    progress.close();
    try {
      record.close();
      host.err()
          .printf(
              Locale.ROOT,
              "Interrupted. %d of %d trials are kept; the same command goes on with the others.%n",
              record.rows().size(),
              trials);
    } catch (IOException e) {
      RunFolder.unwritable(folder.path(), e).lines().forEach(host.err()::println);
    }
  }

  /** Takes what the pool's threads bring, one at a time. */
  private final class Keeper implements TrialPool.Listener {
    @Override
    public void finished(TrialCell trial, TrialResult result) throws Refusal {
      try {
        record.add(result);
      } catch (IOException e) {
        throw RunFolder.unwritable(folder.path(), e);
      }
      count(trial);
    }

    @Override
    public void failed(TrialCell trial, Throwable failure) throws Exception {
      if (failure instanceof Refusal refusal) {
        throw refusal;
      }
      Path file = folder.error(trial.number());
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      Files.createDirectories(file.getParent());
      Files.writeString(file, trace.toString());
      String line =
          "%s: no result: %s; see %s"
              .formatted(Outcome.name(trial), Outcome.oneLine(failure.toString()), file);
      failures.add(line);
      progress.say(line);
      count(trial);
    }
  }
}
