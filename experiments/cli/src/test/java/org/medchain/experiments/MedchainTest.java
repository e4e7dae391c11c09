package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.checkout.Repository;
import org.medchain.experiments.CommandFixture.Ended;
import org.medchain.experiments.config.ConfigSchema;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** How the command is used and misused (EXP-1, EXP-2, EXP-3, EXP-4). */
class MedchainTest {
  @TempDir Path root;
  private CommandFixture command;

  @BeforeEach
  void makeProject() throws IOException {
    command = new CommandFixture(root, FakeTrials::run);
    command.config(CommandFixture.CONFIG);
  }

  /** Picocli warns, and shows the text as it is, where a text is no format: % is %% there. */
  @Test
  void noUsageTextIsABrokenFormat() {
    PrintStream before = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      explain(Medchain.commandLine(CommandContext.ofProcess(new String[0])));
    } finally {
      System.setErr(before);
    }
    assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private static void explain(CommandLine command) {
    assertThat(command.getUsageMessage()).startsWith("Usage: medchain");
    command.getSubcommands().values().forEach(MedchainTest::explain);
  }

  @Test
  void modulesOnTheClassPathBringTheirSubcommands() {
    assertThat(command.run("--help").out())
        .containsPattern("From other modules:\n(  .*\n)*  parrot +Repeats a word\\.\n");
    assertThat(command.run("parrot", "7").code()).isEqualTo(7);
  }

  /** EXP-3: where 1 is a verdict, a command that broke down says otherwise. */
  @Test
  void whatBreaksDownIsNoVerdict() {
    Ended ended = command.run("parrot", "-1");
    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.err()).contains("internal error").contains("a negative word");
  }

  /** Named in {@code META-INF/services} of the tests. */
  @Command(
      name = "parrot",
      description = "Repeats a word.",
      mixinStandardHelpOptions = true,
      exitCodeOnExecutionException = 3)
  public static final class EchoSubcommand implements Subcommand {
    @Parameters private int code;

    @Override
    public Integer call() {
      if (code < 0) {
        throw new IllegalStateException("a negative word");
      }
      return code;
    }
  }

  @Test
  void versionIsOneLine() {
    Ended ended = command.run("--version");
    assertThat(ended.code()).isZero();
    assertThat(ended.out()).matches("medchain \\S+ \\(JDK .*\\)\n");
  }

  /** EXP-3: a class that the reader's class path announces and lacks is one line. */
  @Test
  void anAnnouncedClassThatIsNotThereIsOneLine() throws IOException {
    Path services = Files.createDirectories(root.resolve("own/META-INF/services"));
    Files.writeString(services.resolve(Subcommand.class.getName()), "no.such.Word");
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    URL[] own = {root.resolve("own").toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(own, before)) {
      thread.setContextClassLoader(loader);
      refused(command.run("--help"), "CLASSPATH: org.medchain.experiments.Subcommand: Provider");
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | medchain: a command is missing; 'medchain --help' lists",
        "rnu | medchain: Unmatched argument at index 0: 'rnu'",
        "run | medchain run: Missing required parameter: 'CONFIG'; 'medch",
        "run c --forse | medchain run: Unknown option: '--forse' (did",
        "run c d | medchain run: Unmatched argument at index 2: 'd'",
        "run c --threads | medchain run: Missing required parameter",
        "run c --threads x | medchain run: Invalid value for opt",
        "run c --threads 0 | medchain run: --threads is 0, allow",
        "run c --seed 1e3 | medchain run: Invalid value for opti",
        "check NUL | medchain check: Invalid value for positional parameter at index 0 (FILE): no"
            + " file",
        "report | medchain report: Missing required parameter: 'RUN_DIR'",
        "results | medchain results: wanted is either --check, or",
        "results --check --refresh x | medchain results: wanted is either --check, or --refresh",
        "bench | medchain bench: a benchmark is missing: simulator, search, node, hostile, proof;",
        "bench searc | medchain bench: Unmatched argument at index 1: 'searc'",
        "schema x | medchain schema: Unmatched argument at index 1"
      })
  void misuses(String words, String line) {
    String[] args = words.isEmpty() ? new String[0] : words.replace("NUL", "\0").split(" ");
    refused(command.run(args), line);
  }

  @Test
  void configThatIsWrongIsRefusedByEveryCommandThatReadsOne() throws IOException {
    Path config = command.config(CommandFixture.CONFIG + "seed: x\n");
    String line = config + ":5: seed is \"x\"; allowed: an integer from 0 to 9223372036854775807";
    refused(command.run("check", config.toString()), line);
    refused(command.run("run", config.toString()), line);
    refused(command.run("run", config.toString(), "--json"), line);
    assertThat(root.resolve("results")).doesNotExist();
  }

  @Test
  void missingDatasetIsReportedAtItsLine() throws IOException {
    Path config = command.config(CommandFixture.CONFIG + "workload:\n  dataset: nowhere\n");
    for (String name : List.of("run", "check")) {
      refused(command.run(name, config.toString()), config + ":6: workload.dataset: " + root);
    }
    // What is wrong in the config itself comes first, all of it at once.
    Path worse = command.config(Files.readString(config) + "  rate_tps: 0\nseed: x\n");
    assertThat(command.run("check", worse.toString()).errLines())
        .map(line -> line.replaceAll("^.*c\\.yaml:([0-9]+): ([a-z._]+).*$", "$1 $2"))
        .containsExactly("7 workload.rate_tps", "8 seed");
  }

  /** The guide shows a config with several things wrong, and what is said of it. */
  @Test
  void guideShowsTheOutput() throws IOException {
    String guide = Files.readString(Repository.file("experiments/README.md"));
    String shown = guide.substring(guide.indexOf("What is wrong is told at its line"));
    String[] fences = shown.split("```[a-z]*\n", -1);
    String config = fences[1];
    List<String> said = fences[3].lines().toList();
    assertThat(said.getFirst()).isEqualTo("$ experiments/medchain check my.yaml");
    Path file = Files.writeString(root.resolve("my.yaml"), config);
    List<String> told =
        command
            .run("check", file.toString())
            .err()
            .replace(file.toString(), "my.yaml")
            .lines()
            .toList();
    assertThat(told).hasSize(said.size() - 1);
    for (int i = 0; i < told.size(); i++) {
      // Dots stand for what is left out there.
      String pattern = said.get(i + 1).replaceAll("[^…]+", "\\\\Q$0\\\\E").replace("…", ".*");
      assertThat(told.get(i)).matches(pattern);
    }
  }

  @Test
  void unwritableFolderIsReportedBeforeAnyTrial() throws IOException {
    Path file = Files.writeString(root.resolve("file"), "");
    CommandFixture never =
        new CommandFixture(
            root,
            (trial, hook) -> {
              throw new AssertionError("a trial ran");
            });
    String config = root.resolve("c.yaml").toString();
    refused(never.run("run", config, "--out", file.toString()), file.toString());
    refused(never.run("run", config, "--out", file.resolve("x").toString()), file.toString());
  }

  @Test
  void folderThatIsNoRunHasNoReport() throws IOException {
    refused(
        command.run("report", root.resolve("none").toString()), root.resolve("none") + ": ther");
    refused(
        command.run("report", root.toString()), root.resolve("manifest.json") + ": there is no");
    Files.writeString(root.resolve("manifest.json"), "{\n\"name\": }");
    refused(command.run("report", root.toString()), root.resolve("manifest.json") + ":2: not JSON");
    Files.writeString(root.resolve("manifest.json"), "{}");
    refused(
        command.run("report", root.toString()), root.resolve("manifest.json") + ": not the man");
  }

  @Test
  void checkCountsTheAxesThatFewGridsHave() throws IOException {
    Path config =
        command.config(
            CommandFixture.CONFIG
                + "finality: {epsilon: [0.1, 0.01]}\npow: {block_interval_s: [1, 2, 4]}\n");
    assertThat(command.run("check", config.toString()).out())
        // One interval for PBFT, three for proof of work.
        .startsWith(
            "# 32 trials: 2 protocols × 2 nodes × 1 faults × 1 fault_rates × 2 finality"
                + " × 3 block_interval_s for pow × 2 repeats\n");
  }

  @Test
  void checkPrintsTheGridAndAConfig() throws IOException {
    Ended ended = command.run("check", root.resolve("c.yaml").toString());
    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .startsWith("# 8 trials: 2 protocols × 2 nodes × 1 faults × 1 fault_rates × 2 repeats\n");
    Path again = command.config(ended.out());
    assertThat(command.run("check", again.toString()).out()).isEqualTo(ended.out());
  }

  @Test
  void schemaIsPrinted() {
    String printed = command.run("schema").out();
    assertThat(printed.lines().count()).isGreaterThan(1000);
    assertThat(JsonMapper.shared().readTree(printed).toString())
        .isEqualTo(ConfigSchema.experiment().root().toString());
  }

  static void refused(Ended ended, String line) {
    assertThat(ended.code()).isEqualTo(Medchain.INVALID_INPUT);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.errLines()).hasSize(1);
    assertThat(ended.err()).startsWith(line).doesNotContain("Exception", "\tat ");
  }
}
