package org.medchain.chaos.guards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Where guards refuse something: in which test classes, and in the schedules of which seeds. It is
 * measured on the code as it is, with a call around each guard; all others would end the same
 * without the guard (SCH-12).
 */
final class GuardReach {
  /** A slow test class finds nothing that the search would not find faster. */
  private static final long MAX_MS = 15_000;

  /** Test classes up to this are tried with all guards before the others are with any. */
  private static final long MAX_CHEAP_MS = 1000;

  /** The run of a test class or a schedule: its duration, and the guards that refused in it. */
  private record ReachRun(String kind, String name, long ms, List<Integer> fired) {
    String line() {
      String numbers = fired.stream().map(String::valueOf).collect(Collectors.joining(" "));
      return String.join("\t", kind, name, Long.toString(ms), numbers);
    }

    static ReachRun read(String line) {
      String[] words = line.split("\t", 4);
      Stream<String> numbers =
          Arrays.stream(words[3].split(" ", -1)).filter(each -> !each.isEmpty());
      return new ReachRun(
          words[0], words[1], Long.parseLong(words[2]), numbers.map(Integer::valueOf).toList());
    }
  }

  private final List<Guard> guards;
  private final List<ReachRun> runs = new ArrayList<>();

  private GuardReach(List<Guard> guards) {
    this.guards = guards;
  }

  /** Earlier measurements on the same sources, tests and schedules; measures it if nothing was. */
  static GuardReach of(
      ModuleLayout layout,
      List<Guard> guards,
      WorkerProcess worker,
      long seeds,
      Consumer<String> log)
      throws IOException, InterruptedException {
    Path file = layout.work().resolve("reach.tsv");
    String text = TextHashes.hashOf(layout.sources().toString() + layout.tests() + seeds);
    List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    GuardReach reach = new GuardReach(guards);
    if (!lines.isEmpty() && lines.get(0).equals(text)) {
      lines.stream().skip(1).map(ReachRun::read).forEach(reach.runs::add);
      return reach;
    }
    log.accept("running the tests and " + seeds + " schedules once, as they are");
    reach.measure(layout, worker, seeds, log);
    List<String> measured = new ArrayList<>(List.of(text));
    reach.runs.forEach(run -> measured.add(run.line()));
    Files.write(file, measured);
    return reach;
  }

  /**
   * Runs everything once. Tests and schedules that fail already can show nothing, and are left out.
   */
  private void measure(ModuleLayout layout, WorkerProcess worker, long seeds, Consumer<String> log)
      throws IOException, InterruptedException {
    Path front = layout.work().resolve("observed");
    Optional<String> complaints =
        JavaSources.compile(
            instrumented(layout, guards), layout.classPath(), Optional.empty(), front);
    if (complaints.isPresent()) {
      throw new IllegalStateException("with calls around guards: " + complaints.get());
    }
    List<String> tests =
        layout.tests().keySet().stream()
            .map(file -> file.replace(".java", "").replace('/', '.'))
            .toList();
    List<String> all = LongStream.rangeClosed(1, seeds).mapToObj(Long::toString).toList();
    for (String kind : List.of("test", "schedule")) {
      for (String name : kind.equals("test") ? tests : all) {
        WorkerProcess.WorkerAnswer answer = worker.run(kind, front, name);
        if (answer.failure().isPresent()) {
          String why = answer.failure().get();
          log.accept("red already, and left out: " + kind + " " + name + ": " + why);
        } else if (answer.ms() <= MAX_MS && !answer.fired().isEmpty()) {
          runs.add(new ReachRun(kind, name, answer.ms(), answer.fired()));
        }
      }
    }
  }

  private static Map<String, String> instrumented(ModuleLayout layout, List<Guard> guards) {
    Map<String, String> sources = new LinkedHashMap<>();
    layout
        .sources()
        .forEach((file, source) -> sources.put(file, instrumented(file, source, guards)));
    return sources;
  }

  /** A source with a call around each of its guards. */
  static String instrumented(String file, String source, List<Guard> guards) {
    StringBuilder text = new StringBuilder(source);
    List<Integer> here = new ArrayList<>();
    for (int i = 0; i < guards.size(); i++) {
      if (guards.get(i).file().equals(file) && guards.get(i).isObservable()) {
        here.add(i);
      }
    }
    // From the end on, so that insertions do not move later positions. No two overlap.
    here.sort(Comparator.comparingInt((Integer i) -> guards.get(i).start()).reversed());
    for (int i : here) {
      Guard guard = guards.get(i);
      String call = GuardProbe.class.getName() + ".at(" + i + ", ";
      text.insert(guard.end(), ", " + guard.value() + ")").insert(guard.start(), call);
    }
    return text.toString();
  }

  /**
   * The test classes that can detect a missing guard, the cheapest first; its own lead.
   *
   * @param cheap whether those that take long are left out, or all others
   */
  List<String> tests(Guard guard, boolean cheap) {
    Comparator<ReachRun> foreign = Comparator.comparing(run -> !isOwnTest(run, guard));
    return runs(guard, "test")
        .filter(run -> run.ms() <= MAX_CHEAP_MS == cheap)
        .sorted(foreign.thenComparingLong(ReachRun::ms))
        .map(ReachRun::name)
        .toList();
  }

  private static boolean isOwnTest(ReachRun run, Guard guard) {
    return run.name().endsWith("." + guard.className() + "Test");
  }

  /** The seeds that can. */
  List<String> seeds(Guard guard) {
    return runs(guard, "schedule").map(ReachRun::name).toList();
  }

  private Stream<ReachRun> runs(Guard guard, String kind) {
    int number = guards.indexOf(guard);
    return runs.stream()
        .filter(run -> run.kind().equals(kind))
        .filter(run -> run.fired().contains(number) || !guard.isObservable());
  }
}
