package org.medchain.faults.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.faults.schedule.Schedule;
import org.medchain.faults.schedule.SchedulePlan;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;
import picocli.CommandLine;

/** How the commands for schedules are used and misused (SCH-8, SCH-15). */
@Tag("statistical")
final class SchedulesCommandTest {
  private static final String HOME = "medchain.home";

  private static final List<String> GOOD =
      Schedule.record(SchedulePlan.of(ScheduleKind.PBFT, 1)).lines();

  private final String before = System.getProperty(HOME, "");

  @TempDir Path home;

  /** The output of a command. */
  private record Ended(int code, String out, String err) {}

  @BeforeEach
  void makeFiles() throws IOException {
    System.setProperty(HOME, home.toString());
    Files.createDirectory(home.resolve("folder"));
    Files.write(home.resolve("good"), GOOD);
    for (String[] bad :
        new String[][] {
          {"no-kind", "plan NONE 1 4"},
          {"no-nodes", "plan PBFT 1 four"},
          {"no-step", "plan PBFT 1 4", "jump 2"},
          {"no-host", "plan PBFT 1 4", "sign 99"},
          {"no-number", "plan PBFT 1 4", "tick 1 x"}
        }) {
      List<String> lines = new ArrayList<>(List.of(bad));
      lines.set(0, GOOD.getFirst());
      Files.write(home.resolve(bad[0]), lines);
    }
    Files.write(home.resolve("no-text"), new byte[] {(byte) 0xff, 10});
    Files.writeString(home.resolve("empty"), "");
  }

  @AfterEach
  void putBack() {
    if (before.isEmpty()) {
      System.clearProperty(HOME);
    } else {
      System.setProperty(HOME, before);
    }
  }

  static Stream<Arguments> misuses() {
    return Stream.of(
        bad("schedules none", ": HOME/none: there is no such file or folder"),
        bad("schedules folder", ": HOME/folder: this is a folder; the file of a rec"),
        bad("schedules folder/none --minimise", ": HOME/folder/none: there is no such file"),
        bad("schedules empty", ": HOME/empty: the first line is not 'medchain schedule 1'"),
        bad("schedules no-text", ": HOME/no-text: this is not UTF-8 text"),
        bad("schedules no-kind", ": HOME/no-kind: not 'plan KIND SEED NODES': plan NONE 1 4"),
        bad("schedules no-nodes", ": HOME/no-nodes: not 'plan KIND SEED NODES': plan PBFT"),
        bad("schedules no-step", ": HOME/no-step: no step is called 'jump'"),
        bad("schedules no-host", ": HOME/no-host: 'sign 99' names no process of this"),
        bad("schedules no-number", ": HOME/no-number: 'tick 1 x' ends in no number"),
        bad("schedules good --minimise", ": HOME/good: played again, the schedule violates noth"),
        bad("schedules --seeds 1..1 --out none/x", ": --out is HOME/none/x, and there is no fol"),
        bad("schedules --seeds 1..1 --out folder", ": --out is HOME/folder, which is a folder; a"),
        bad("schedules --seeds 1..1 --trace none/x", ": --trace is HOME/none/x, and there is no"),
        bad("schedules --seeds 1..1 --trace folder", ": --trace is HOME/folder, which is a fold"),
        bad("schedules --seeds 2..1", ": no seeds: '2..1'"),
        bad("schedules --seeds x", ": not seeds: 'x', but e.g. 1..9"),
        bad("schedules", ": --seeds A..B or a file is missing"),
        bad("schedules --seeds 1..1 --threads 0", ": --threads is 0, allowed are 1 to 1024"),
        bad("schedules --seeds 1..1 --nodes 4", ": --nodes needs a --kind"),
        bad("schedules --seeds 1..1 --kind pbft --nodes 3", ": --nodes is 3, allowed are 4 to"),
        bad("schedules --seeds 1..1 --kind raft", ": Invalid value for option '--kind': 'raft' i"),
        bad("mutants --id M00", ": HOME/spec/mutants: there is no such file or folder"));
  }

  private static Arguments bad(String line, String message) {
    return Arguments.of(line, message);
  }

  @ParameterizedTest
  @MethodSource
  void misuses(String line, String message) {
    List<String> words = new ArrayList<>();
    for (String word : line.split(" ", -1)) {
      boolean file = !words.isEmpty() && word.matches("(none|folder|good|empty|no-).*");
      words.add(file ? home.resolve(word).toString() : word);
    }
    Ended ended = run(words.toArray(String[]::new));
    String told = ended.err().replace(home.toString(), "HOME");
    assertThat(told)
        .startsWith("faults " + words.get(0) + message)
        .doesNotContain("Exception", "\tat ")
        .hasLineCount(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.code()).isEqualTo(2);
    assertThat(home.resolve("results")).doesNotExist();
  }

  @Test
  void searchThatCannotBeKeptDoesNotBegin() throws IOException {
    Files.writeString(home.resolve("results"), "a file");
    Ended ended = run("schedules", "--seeds", "1..1000000");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err())
        .startsWith("faults schedules: " + home.resolve("results"))
        .hasLineCount(1);
  }

  /** Enough to begin with; a defect may show in every second seed. */
  @Test
  void tenViolationsAreReported() throws IOException {
    Ended ended = run("schedules", "--kind", "twins", "--nodes", "4", "--seeds", "1..70");
    assertThat(ended.err()).isEmpty();
    assertThat(ended.code()).isZero();
    List<String> lines = ended.out().lines().toList();
    assertThat(lines).filteredOn(line -> line.startsWith("seed ")).hasSize(10);
    String rest = lines.get(21);
    assertThat(rest).matches("[0-9]+ more seeds violate something");
    int more = Integer.parseInt(rest.substring(0, rest.indexOf(' ')));
    assertThat(lines.get(22)).isEqualTo(10 + more + " violations in 70 schedules");
    assertThat(lines).hasSize(23);
    assertThat(home.resolve("results/schedules")).doesNotExist();
    assertThat(Files.readAllLines(home.resolve("results/runs/schedules/twins.csv"))).hasSize(2);
  }

  @Test
  void recordedSchedulePlaysAgain() {
    Ended ended = run("schedules", home.resolve("good").toString());
    assertThat(ended).isEqualTo(new Ended(0, "no violation\n", ""));
  }

  /** EXP-20. */
  @Test
  void bytesAreTheSameInEveryLocale() throws IOException {
    Locale before = Locale.getDefault();
    try {
      Map<String, Ended> plain = everything(Locale.ROOT);
      for (String tag : List.of("ar-EG-u-nu-arab", "tr-TR", "de-DE")) {
        Map<String, Ended> found = everything(Locale.forLanguageTag(tag));
        assertThat(found.keySet()).isEqualTo(plain.keySet());
        found.forEach(
            (what, is) -> assertThat(is).as(tag + ": " + what).isEqualTo(plain.get(what)));
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  /** Output of the commands, and content of the files that they left. */
  private Map<String, Ended> everything(Locale locale) throws IOException {
    Locale.setDefault(locale);
    Map<String, Ended> found = new TreeMap<>();
    String trace = home.resolve("trace").toString();
    String out = home.resolve("out").toString();
    for (String call :
        List.of(
            "schedules --help",
            "mutants --help",
            "schedules --seeds 1..10",
            "schedules --kind pbft --seeds 5..5 --trace " + trace,
            "schedules --kind twins --nodes 4 --seeds 11..20 --out " + out,
            "schedules " + out,
            "schedules " + home.resolve("no-host"),
            "schedules --seeds x")) {
      found.put(call, run(call.split(" ", -1)));
    }
    Path results = home.resolve("results/runs/schedules");
    for (Path each :
        List.of(
            Path.of(trace),
            Path.of(out),
            results.resolve("all.csv"),
            results.resolve("twins.csv"))) {
      found.put(each.toString(), new Ended(0, Files.readString(each), ""));
      Files.delete(each);
    }
    return found;
  }

  private static Ended run(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    PrintWriter errors = new PrintWriter(err);
    int code =
        new CommandLine(new FaultsCommand())
            .setOut(new PrintWriter(out))
            .setErr(errors)
            .setParameterExceptionHandler(
                (e, arguments) -> {
                  String name = e.getCommandLine().getCommandSpec().qualifiedName();
                  errors.println(name + ": " + e.getMessage());
                  return 2;
                })
            .execute(words);
    return new Ended(code, out.toString(), err.toString());
  }
}
