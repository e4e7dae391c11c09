package org.medchain.faults.mutants;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;

/**
 * The search for a planted defect, in a JVM of its own whose class path begins with the mutant's
 * classes: generator, oracles and seeds are those of the unchanged code (SCH-7).
 *
 * @param mutant what is planted; empty for the code as it is, in which nothing may be found
 * @param host where
 * @param kind the schedules that are searched; empty for those of every search
 * @param first the first seed
 * @param seeds how many are tried
 * @param all whether all seeds are played, and not only those up to the first finding (SCH-16)
 */
public record MutantSearch(
    Optional<SourceMutant> mutant,
    MutantHost host,
    Optional<ScheduleKind> kind,
    long first,
    long seeds,
    boolean all) {
  /** Up to the first finding, on a host that takes its defects. */
  public static MutantSearch planted(
      Optional<SourceMutant> mutant, MutantHost host, long first, long seeds) {
    return new MutantSearch(mutant, host, mutant.flatMap(SourceMutant::kind), first, seeds, false);
  }

  /** All seeds, in the schedules of a published defect. */
  public static MutantSearch published(
      Optional<SourceMutant> mutant, Optional<ScheduleKind> kind, long first, long seeds) {
    return new MutantSearch(mutant, MutantHost.SCHEDULES, kind, first, seeds, true);
  }

  /** The mutant's id; the code as it is, is searched once with each kind. */
  public String id() {
    String control = MutantOutcome.CONTROL + kind.map(each -> " " + each).orElse("");
    return mutant.map(SourceMutant::id).orElse(control);
  }

  /**
   * All results, in the order of the searches.
   *
   * @param home the repository
   * @param folder for the patched sources and classes; empty
   * @param threads how many at a time
   * @param progress is told in a line when one has ended, by its thread
   * @throws IllegalArgumentException if a patch no longer applies
   */
  public static List<MutantOutcome> runAll(
      List<MutantSearch> searches, Path home, Path folder, int threads, Consumer<String> progress)
      throws IOException, InterruptedException {
    // All are compiled before any is searched: a patch that no longer applies is reported at once.
    Map<String, Path> classes = new HashMap<>();
    for (MutantSearch each : searches) {
      if (each.mutant.isPresent() && !classes.containsKey(each.id())) {
        classes.put(each.id(), each.mutant.get().compile(home, folder.resolve(each.id())));
      }
    }
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      AtomicInteger ended = new AtomicInteger();
      List<Future<MutantOutcome>> running = new ArrayList<>();
      for (MutantSearch each : searches) {
        running.add(
            workers.submit(
                () -> {
                  MutantOutcome found = each.run(Optional.ofNullable(classes.get(each.id())));
                  String place = "[" + ended.incrementAndGet() + "/" + searches.size() + "] ";
                  progress.accept(place + found.line());
                  return found;
                }));
      }
      List<MutantOutcome> outcomes = new ArrayList<>();
      for (Future<MutantOutcome> each : running) {
        outcomes.add(each.get());
      }
      return outcomes;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a search ended without a result", e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  /** Searches; {@code classes} are from {@link SourceMutant#compile}. */
  public MutantOutcome run(Optional<Path> classes) throws IOException, InterruptedException {
    long startNs = System.nanoTime();
    List<String> arguments = new ArrayList<>(List.of(MutantRun.class.getName(), host.name()));
    for (long each : new long[] {first, seeds, all ? seeds : 1}) {
      arguments.add(Long.toString(each));
    }
    kind.ifPresent(each -> arguments.add(each.name()));
    // In a cluster the defect is in the nodes only, whose classes the search is told.
    boolean inNodes = host == MutantHost.CLUSTER;
    if (inNodes) {
      classes.ifPresent(path -> arguments.add(path.toString()));
    }
    String said = readOutput(id(), inNodes ? Optional.empty() : classes, arguments);
    return MutantOutcome.read(this, said, (System.nanoTime() - startNs) / 1_000_000_000L);
  }

  /**
   * What a JVM with a mutant's classes in front of this one's class path prints.
   *
   * @param id of the mutant, for messages
   * @param classes from {@link SourceMutant#compile}; empty for the code as it is
   * @param mainAndArguments a main class and its arguments
   * @throws IOException if it ends with another code than 0
   */
  public static String readOutput(String id, Optional<Path> classes, List<String> mainAndArguments)
      throws IOException, InterruptedException {
    String inFront = classes.map(path -> path + File.pathSeparator).orElse("");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData", // a file in the temporary folder, which a killed JVM leaves
                "--enable-native-access=ALL-UNNAMED", // the nodes' cryptography, on a cluster
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                inFront + System.getProperty("java.class.path")));
    command.addAll(mainAndArguments);
    Process child =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = child.waitFor();
      if (code != 0) {
        throw new IOException("the search for " + id + " ended with code " + code);
      }
      return said;
    } finally {
      child.destroy(); // in order, since one may have processes; nothing to one that has ended
    }
  }
}
