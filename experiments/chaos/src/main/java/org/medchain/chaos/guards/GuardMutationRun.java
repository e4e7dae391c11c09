package org.medchain.chaos.guards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.medchain.launcher.WholeFolder;

/**
 * Takes guards out one by one: a copy of the one source, compiled in front of the class path, is
 * run through the tests and schedules that the guard matters to, cheapest first, until the first
 * red (SCH-12). All guards go through the cheap tests before any goes through the rest.
 *
 * @param layout where everything lies
 * @param threads how many guards at once, each in a JVM of its own
 * @param seeds schedules tried where all tests pass
 * @param log of the progress, line by line
 */
record GuardMutationRun(ModuleLayout layout, int threads, long seeds, Consumer<String> log) {
  /**
   * Goes through the guards without a row, and appends the result of each.
   *
   * @param all every guard of the layout
   * @param wanted those to be looked at
   */
  void measure(List<Guard> all, List<Guard> wanted, GuardTable table)
      throws IOException, InterruptedException {
    List<Guard> open = wanted.stream().filter(each -> table.knownResult(each).isEmpty()).toList();
    if (open.isEmpty()) {
      return;
    }
    clear(layout.work());
    Optional<String> complaints =
        JavaSources.compile(
            layout.tests(),
            layout.classPath(),
            Optional.of(layout.testSources()),
            layout.testClasses());
    if (complaints.isPresent()) {
      throw new IllegalStateException("the tests do not compile: " + complaints.get());
    }
    GuardReach reach;
    try (WorkerProcess worker = new WorkerProcess(layout, 0)) {
      reach = GuardReach.of(layout, all, worker, seeds, log);
    }
    Queue<Guard> undecided = new ConcurrentLinkedQueue<>(open);
    AtomicInteger done = new AtomicInteger();
    for (boolean cheap : List.of(true, false)) {
      Queue<Guard> left = new ConcurrentLinkedQueue<>();
      runInThreads(
          worker -> {
            for (Guard guard = undecided.poll(); guard != null; guard = undecided.poll()) {
              Optional<String> caughtBy = caughtBy(guard, reach, worker, cheap);
              if (caughtBy.isEmpty() && cheap) {
                left.add(guard);
              } else {
                table.add(guard, caughtBy.orElse(""));
                String count = "[" + done.incrementAndGet() + "/" + open.size() + "] ";
                log.accept(count + guard + " → " + caughtBy.orElse("SURVIVED"));
              }
            }
          });
      undecided.addAll(left);
    }
  }

  /** The work of one thread with a JVM of its own. */
  private interface WorkerTask {
    void with(WorkerProcess worker) throws IOException, InterruptedException;
  }

  private void runInThreads(WorkerTask share) throws InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 1; i <= threads; i++) {
        int number = i;
        Callable<Integer> one =
            () -> {
              try (WorkerProcess worker = new WorkerProcess(layout, number)) {
                share.with(worker);
              }
              return number;
            };
        running.add(workers.submit(one));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a guard could not be tried", e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  private Optional<String> caughtBy(
      Guard guard, GuardReach reach, WorkerProcess worker, boolean cheap)
      throws IOException, InterruptedException {
    Path front = Files.createTempDirectory(layout.work(), "removed");
    try {
      String source = guard.removedFrom(layout.sources().get(guard.file()));
      Map<String, String> changed = Map.of(guard.file(), source);
      if (JavaSources.compile(changed, layout.classPath(), Optional.empty(), front).isPresent()) {
        return Optional.of(GuardTable.NO_GUARD);
      }
      for (String test : reach.tests(guard, cheap)) {
        Optional<String> failure = worker.run("test", front, test).failure();
        if (failure.isPresent()) {
          boolean ended = !failure.get().startsWith("no ");
          return Optional.of(ended ? failure.get() : test + ": " + failure.get());
        }
      }
      for (String seed : cheap ? List.<String>of() : reach.seeds(guard)) {
        Optional<String> failure = worker.run("schedule", front, seed).failure();
        if (failure.isPresent()) {
          return Optional.of("schedules:" + failure.get() + "@" + seed);
        }
      }
      return Optional.empty();
    } finally {
      WholeFolder.delete(front);
    }
  }

  /** Removes the rest of an interrupted run; its notes stay. */
  private static void clear(Path work) throws IOException {
    Files.createDirectories(work);
    List<Path> old;
    try (Stream<Path> files = Files.list(work)) {
      old = files.filter(Files::isDirectory).toList();
    }
    for (Path each : old) {
      WholeFolder.delete(each);
    }
  }
}
