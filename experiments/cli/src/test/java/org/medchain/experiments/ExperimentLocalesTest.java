package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.checkout.Repository;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialHook;
import org.medchain.comparison.TrialResult;
import org.medchain.comparison.TrialRunner;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.experiments.CommandFixture.Ended;

/** In every locale, every command gives the same bytes (EXP-20). */
@Tag("process")
class ExperimentLocalesTest {
  private static final String CONFIG =
      """
      name: tiny
      protocols: [pbft, pow]
      nodes: [4, 1000]
      fault_rates: [0, 0.5]
      repeats: 2
      workload: {rate_tps: 5, duration_s: 2, drain_s: 600}
      pow: {block_interval_s: 2, confirmations: {floor: 2, cap: 3}}
      """;

  /** With numbers of all kinds in what is said of it. */
  private static final String BAD =
      """
      name: bad
      protocols: [pbft]
      nodes: [3, 7]
      repeats: 100000
      workload: {rate_tps: 1000000, duration_s: 1000, İ: 1}
      fault_rates: [1.5]
      """;

  private static final Locale BEFORE = Locale.getDefault();

  private static TrialRunner runner;
  private static Map<String, String> plain;

  @TempDir static Path root;

  @BeforeAll
  static void runPlainly() throws IOException {
    // A few records are enough, and are read in no time.
    Path data = Path.of("datasets", "synthea-sample");
    Path index = Path.of(SyntheticRecords.INDEX);
    try (Stream<String> lines =
        Files.lines(Repository.ROOT.resolve(data).resolve(index), StandardCharsets.UTF_8)) {
      Files.createDirectories(root.resolve(data));
      Files.write(root.resolve(data).resolve(index), lines.limit(200).toList());
    }
    runner = new TrialRunner(SyntheticRecords.read(root.resolve(data)));
    plain = everything(Locale.ROOT);
  }

  @AfterEach
  void putBack() {
    Locale.setDefault(BEFORE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ar-EG-u-nu-arab", "tr-TR", "de-DE"})
  void bytesAreTheSame(String tag) throws IOException {
    Locale locale = Locale.forLanguageTag(tag);
    // Otherwise the rest would say nothing.
    assertThat(String.format(locale, "%.1f", 0.5) + "I".toLowerCase(locale)).isNotEqualTo("0.5i");
    assertThat(everything(locale)).isEqualTo(plain);
  }

  /** Real replicas where they are quick, made-up results of all kinds elsewhere. */
  private static TrialResult run(TrialCell cell, TrialHook hook) {
    if (cell.number() == 3) {
      return FakeTrials.failing(cell, hook);
    }
    return cell.nodes() == 4 && cell.repeat() == 1 && cell.faultRate() == 0
        ? runner.run(cell, hook)
        : FakeTrials.run(cell, hook);
  }

  /** Output of all commands, and content of all files that they left, by name. */
  private static Map<String, String> everything(Locale locale) throws IOException {
    Locale.setDefault(locale);
    CommandFixture command = new CommandFixture(root, ExperimentLocalesTest::run);
    Map<String, String> found = new TreeMap<>();
    Path bad = Files.writeString(root.resolve("bad.yaml"), BAD);
    Path config = command.config(CONFIG);
    List<List<String>> calls = new ArrayList<>(List.of(List.of(), List.of("--help")));
    for (String name : List.of("run", "check", "report", "compare", "schema")) {
      calls.add(List.of(name, "--help"));
      calls.add(List.of(name, bad.toString()));
    }
    calls.add(List.of("schema"));
    calls.add(List.of("check", config.toString()));
    calls.add(List.of("run", config.toString(), "--threads", "1"));
    for (List<String> call : calls) {
      keep(found, command, call);
    }
    keep(found, command, List.of("report", command.onlyRun().toString()));
    Path results = root.resolve("results");
    try (Stream<Path> files = Files.walk(results)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        if (Files.isRegularFile(each)) {
          found.put(results.relativize(each).toString(), Files.readString(each));
        }
        Files.delete(each);
      }
    }
    found.replaceAll((name, text) -> text.replaceAll("\"(load_average_[a-z]+|costs_s)\" : .*", ""));
    return found;
  }

  private static void keep(Map<String, String> found, CommandFixture command, List<String> words) {
    Ended ended = command.run(words.toArray(String[]::new));
    found.put(
        "medchain " + String.join(" ", words),
        ended.code() + "\n" + ended.out() + String.join("\n", ended.complaints()));
  }
}
