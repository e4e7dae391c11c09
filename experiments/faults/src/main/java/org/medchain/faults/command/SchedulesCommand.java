package org.medchain.faults.command;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.medchain.faults.oracle.OracleViolation;
import org.medchain.faults.oracle.ScheduleOutcome;
import org.medchain.faults.schedule.Schedule;
import org.medchain.faults.schedule.SchedulePlan;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;
import org.medchain.faults.schedule.ScheduleTrial;
import org.medchain.faults.search.ScheduleSearch;
import org.medchain.faults.search.ScheduleSearch.FoundViolation;
import org.medchain.faults.search.SearchLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/**
 * The command {@code medchain faults schedules}: searches through seeds, or plays one schedule
 * again.
 */
@Command(
    name = "schedules",
    resourceBundle = "org.medchain.faults.command.SchedulesCommand",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class SchedulesCommand extends FaultCommand {
  /**
   * More violations than these would hide what was searched; the first are enough to begin with.
   */
  private static final int LINES_MAX = 10;

  /** With fewer, no member may be Byzantine; with more, a schedule takes long. */
  private static final int NODES_MIN = 4;

  private static final int NODES_MAX = 100;

  private static final int THREADS_MAX = 1024;

  @Option(names = "--kind", converter = KindConverter.class)
  private ScheduleKind kind;

  @Option(names = "--seeds", paramLabel = "A..B")
  private String seeds;

  @Option(names = "--nodes")
  private Integer nodes;

  @Option(names = "--threads", defaultValue = "2")
  private int threads;

  @Option(names = "--minimise")
  private boolean minimise;

  @Option(names = "--out")
  private Path out;

  @Option(names = "--trace", paramLabel = "FILE")
  private Path trace;

  @Option(names = "--bounds", paramLabel = "FILE")
  private Path bounds;

  @Option(names = "--record")
  private boolean record;

  @Parameters(arity = "0..1", paramLabel = "FILE", descriptionKey = "file")
  private Path file;

  @Override
  protected int run() throws IOException {
    check();
    if (file != null) {
      return replay();
    }
    if (seeds == null) {
      throw wrong("--seeds A..B or a file is missing");
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
      return new CalmBounds(first, last, Optional.ofNullable(nodes), this::say).write(bounds)
          ? 0
          : 1;
    }
    return search(first, last) ? 0 : 1;
  }

  /** What can be known before a search that may take hours. */
  private void check() {
    if (threads < 1 || threads > THREADS_MAX) {
      throw wrong("--threads is " + threads + ", allowed are 1 to " + THREADS_MAX);
    }
    if (bounds != null && kind != null) {
      throw wrong("--bounds is for all behaviours; leave --kind out");
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
    say(name() + " seeds " + first + ".." + last + ": " + search.coverage());
    List<FoundViolation> findings = search.findings();
    findings.stream().limit(LINES_MAX).forEach(this::report);
    if (findings.size() > LINES_MAX) {
      say(findings.size() - LINES_MAX + " more seeds violate something");
    }
    say(findings.size() + " violations in " + search.schedules() + " schedules");
    if (!findings.isEmpty() && (minimise || out != null)) {
      write(findings.get(0));
    }
    SearchLog.append(folder, name(), first, last, search);
    if (search.tooManyReversals()) {
      say("confirmed blocks were reverted too often: " + search.reversals());
    }
    boolean fine = findings.isEmpty() && !search.tooManyReversals();
    return fine == (kind != ScheduleKind.TWINS);
  }

  private void report(FoundViolation finding) {
    OracleViolation violation = finding.violation();
    say("seed " + finding.seed() + " " + violation.oracle() + ": " + violation.text());
    say("  " + plan(finding.seed()).describe());
  }

  private int trace(SchedulePlan plan) throws IOException {
    List<String> lines = new ArrayList<>();
    ScheduleOutcome verdict = ScheduleTrial.trace(plan, lines::add);
    Files.write(trace, lines);
    say(plan.describe() + ": " + verdict.word());
    say(lines.size() + " lines written to " + trace);
    return verdict.violation().isPresent() ? 1 : 0;
  }

  private void write(FoundViolation finding) throws IOException {
    Schedule schedule = Schedule.record(plan(finding.seed()));
    if (minimise) {
      schedule = schedule.minimised(finding.violation().oracle());
    }
    if (out == null) {
      schedule.lines().forEach(this::say);
    } else {
      Files.write(out, schedule.lines());
      say("schedule written to " + out);
    }
  }

  private int replay() throws IOException {
    Schedule schedule = read();
    Optional<OracleViolation> violation = replay(schedule);
    if (minimise) {
      if (violation.isEmpty()) {
        throw wrong(file + ": played again, the schedule violates nothing");
      }
      schedule = schedule.minimised(violation.get().oracle());
      schedule.lines().forEach(this::say);
      violation = schedule.replay();
    }
    say(violation.map(each -> each.oracle() + ": " + each.text()).orElse("no violation"));
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

  /** In small or capital letters, which are others in a Turkish library's eyes (EXP-20). */
  static final class KindConverter implements ITypeConverter<ScheduleKind> {
    @Override
    public ScheduleKind convert(String word) {
      return Arrays.stream(ScheduleKind.values())
          .filter(each -> each.name().equals(word.toUpperCase(Locale.ROOT)))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'" + word + "' is not one of " + Arrays.toString(ScheduleKind.values())));
    }
  }
}
