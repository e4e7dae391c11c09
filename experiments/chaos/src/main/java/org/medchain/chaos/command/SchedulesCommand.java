package org.medchain.chaos.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.medchain.chaos.oracle.OracleViolation;
import org.medchain.chaos.oracle.ScheduleVerdict;
import org.medchain.chaos.schedule.Schedule;
import org.medchain.chaos.schedule.SchedulePlan;
import org.medchain.chaos.schedule.ScheduleTrial;
import org.medchain.chaos.search.Minimiser;
import org.medchain.chaos.search.ScheduleSearch;
import org.medchain.chaos.search.SearchLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code medchain schedules}: searches through seeds, or plays one schedule again. */
@Command(
    name = "medchain schedules",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Plays random schedules and faults on the real replicas, one for each seed, and checks"
            + " them; or replays recorded ones.",
    footer = {
      "",
      "Exit codes: 0 no violation (with twins: one was found); 1 a violation (with twins: none);",
      "2 wrong usage."
    })
public final class SchedulesCommand implements Callable<Integer> {
  /**
   * More violations than these would hide what was searched; the first are enough to begin with.
   */
  private static final int LINES_MAX = 10;

  /** With fewer, no member may be Byzantine; with more, a schedule takes long. */
  private static final int NODES_MIN = 4;

  private static final int NODES_MAX = 100;

  private static final int THREADS_MAX = 1024;

  /** Seeds that the nightly command takes at once. */
  private static final long NIGHTLY_STEP = 10_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--kind",
      description = "One of ${COMPLETION-CANDIDATES}; without it PBFT, SEALED and POW.")
  private SchedulePlan.ScheduleKind kind;

  @Option(names = "--seeds", paramLabel = "A..B", description = "The seeds, e.g. 1..1000.")
  private String seeds;

  @Option(names = "--nodes", description = "As many members at the start; drawn without it.")
  private Integer nodes;

  @Option(names = "--threads", defaultValue = "2", description = "Default ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--nightly",
      description = "Continues from a seed of today's until it is stopped or finds something.")
  private boolean nightly;

  @Option(names = "--minimise", description = "Cuts the first violation's schedule down.")
  private boolean minimise;

  @Option(names = "--out", description = "Where a schedule that violates something is written.")
  private Path out;

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description =
          "Where the transitions of the first seed's honest replicas are written, for medchain"
              + " trace check.")
  private Path trace;

  @Option(
      names = "--bounds",
      paramLabel = "FILE",
      description =
          "With --kind LIVENESS, where a row for each seed is written: the bound for a request, and"
              + " what was needed. Without a kind: a row for each number of members (4, 7, 16 and"
              + " 31, or --nodes) and each Byzantine behaviour of f members, over the seeds.")
  private Path bounds;

  @Option(
      names = "--record",
      description =
          "Appends the search to results/schedules, which is committed, rather than to"
              + " results/runs/schedules.")
  private boolean record;

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "A recorded schedule.")
  private Path file;

  private final PrintStream print;

  public SchedulesCommand(PrintStream out) {
    this.print = out;
  }

  @Override
  public Integer call() throws IOException {
    check();
    if (file != null) {
      return replay();
    }
    if (nightly) {
      return nightly();
    }
    if (seeds == null) {
      throw wrong("--seeds A..B, --nightly or a file is missing");
    }
    String[] ends = seeds.split("\\.\\.", 2);
    long first;
    long last;
    try {
      first = Long.parseLong(ends[0]);
      last = Long.parseLong(ends[ends.length - 1]);
    } catch (NumberFormatException e) {
      throw wrong("not seeds: '" + seeds + "', but e.g. 1..9");
    }
    if (first > last) {
      throw wrong("no seeds: '" + seeds + "'");
    }
    if (trace != null) {
      return trace(plan(first));
    }
    if (bounds != null) {
      CalmBounds table = new CalmBounds(first, last, Optional.ofNullable(nodes), print);
      return (kind == null ? table.ofBehaviours(bounds) : table.ofSeeds(bounds)) ? 0 : 1;
    }
    return search(first, last) ? 0 : 1;
  }

  /** What can be known before a search that may take hours. */
  private void check() {
    if (threads < 1 || threads > THREADS_MAX) {
      throw wrong("--threads is " + threads + ", allowed are 1 to " + THREADS_MAX);
    }
    if (bounds != null && kind != null && kind != SchedulePlan.ScheduleKind.LIVENESS) {
      throw wrong("--bounds is for --kind LIVENESS, or without a kind");
    }
    if (nodes != null && kind == null && bounds == null) {
      throw wrong("--nodes needs a --kind");
    }
    if (nodes != null && (nodes < NODES_MIN || nodes > NODES_MAX)) {
      throw wrong("--nodes is " + nodes + ", allowed are " + NODES_MIN + " to " + NODES_MAX);
    }
    requireWritable("--out", out);
    requireWritable("--trace", trace);
    requireWritable("--bounds", bounds);
  }

  private void requireWritable(String option, Path wanted) {
    if (wanted == null) {
      return;
    }
    if (Files.isDirectory(wanted)) {
      throw wrong(option + " is " + wanted + ", which is a folder; a file is wanted");
    }
    Path folder = wanted.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw wrong(option + " is " + wanted + ", and there is no folder " + folder);
    }
  }

  private ParameterException wrong(String what) {
    return new ParameterException(spec.commandLine(), what);
  }

  private SchedulePlan plan(long seed) {
    if (kind == null) {
      return SchedulePlan.of(seed);
    }
    return nodes == null ? SchedulePlan.of(kind, seed) : SchedulePlan.of(kind, seed, nodes);
  }

  private String name() {
    return kind == null ? "all" : kind.name().toLowerCase(Locale.ROOT);
  }

  /** Whether the outcome is as it should be. */
  private boolean search(long first, long last) throws IOException {
    Path folder = SearchLog.folder(record);
    ScheduleSearch search = ScheduleSearch.over(this::plan, first, last, threads);
    print.printf(Locale.ROOT, "%s seeds %d..%d: %s%n", name(), first, last, search.coverage());
    List<ScheduleSearch.FoundViolation> findings = search.findings();
    findings.stream().limit(LINES_MAX).forEach(this::print);
    if (findings.size() > LINES_MAX) {
      print.println(findings.size() - LINES_MAX + " more seeds violate something");
    }
    print.printf(
        Locale.ROOT, "%d violations in %d schedules%n", findings.size(), search.schedules());
    if (!findings.isEmpty() && (minimise || out != null)) {
      write(findings.get(0));
    }
    SearchLog.append(folder, name(), first, last, search);
    if (search.tooManyReversals()) {
      print.println("confirmed blocks were reverted too often: " + search.reversals());
    }
    boolean fine = findings.isEmpty() && !search.tooManyReversals();
    return fine == (kind != SchedulePlan.ScheduleKind.TWINS);
  }

  private void print(ScheduleSearch.FoundViolation finding) {
    print.printf(
        Locale.ROOT,
        "seed %d %s: %s%n",
        finding.seed(),
        finding.violation().oracle(),
        finding.violation().text());
    print.println("  " + plan(finding.seed()).describe());
  }

  private int trace(SchedulePlan plan) throws IOException {
    List<String> lines = new ArrayList<>();
    ScheduleVerdict verdict = ScheduleTrial.trace(plan, lines::add);
    Files.write(trace, lines);
    print.printf(Locale.ROOT, "%s: %s%n", plan.describe(), verdict.word());
    print.printf(Locale.ROOT, "%d lines written to %s%n", lines.size(), trace);
    return verdict.violation().isPresent() ? 1 : 0;
  }

  private void write(ScheduleSearch.FoundViolation finding) throws IOException {
    Schedule schedule = Schedule.record(plan(finding.seed()));
    if (minimise) {
      schedule = Minimiser.minimise(schedule, finding.violation().oracle());
    }
    if (out == null) {
      schedule.lines().forEach(print::println);
    } else {
      Files.write(out, schedule.lines());
      print.println("schedule written to " + out);
    }
  }

  private int replay() throws IOException {
    Schedule schedule = read();
    Optional<OracleViolation> violation = replay(schedule);
    if (minimise) {
      if (violation.isEmpty()) {
        throw wrong(file + ": played again, the schedule violates nothing");
      }
      schedule = Minimiser.minimise(schedule, violation.get().oracle());
      schedule.lines().forEach(print::println);
      violation = schedule.replay();
    }
    print.println(violation.map(each -> each.oracle() + ": " + each.text()).orElse("no violation"));
    return violation.isPresent() ? 1 : 0;
  }

  private Optional<OracleViolation> replay(Schedule schedule) {
    try {
      return schedule.replay();
    } catch (IllegalArgumentException e) {
      throw wrong(file + ": " + e.getMessage());
    }
  }

  private Schedule read() throws IOException {
    if (Files.isDirectory(file)) {
      throw wrong(file + ": this is a folder; the file of a recorded schedule is wanted");
    }
    try {
      return Schedule.parse(Files.readAllLines(file));
    } catch (CharacterCodingException e) {
      throw wrong(file + ": this is not UTF-8 text");
    } catch (IllegalArgumentException e) {
      throw wrong(file + ": " + e.getMessage());
    }
  }

  private int nightly() throws IOException {
    long first = System.currentTimeMillis() / 1000 * 1000;
    boolean fine = true;
    while (fine) {
      fine = search(first, first + NIGHTLY_STEP - 1);
      first += NIGHTLY_STEP;
    }
    return 1;
  }
}
