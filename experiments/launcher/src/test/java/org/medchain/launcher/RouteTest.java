package org.medchain.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.checkout.Repository;

/**
 * Which module's class path a command has (EXP-23), and the real poms as the launcher reads them
 * (EXP-24).
 */
class RouteTest {
  private static final Path HOME = Repository.ROOT;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "run nothing.yaml, experiments/cli",
    "run a.yaml --engine threads, experiments/cli",
    "run a.yaml --engine spark, experiments/spark",
    "run --engine=spark --master local[2] a.yaml, experiments/spark",
    "check a.yaml --engine spark, experiments/cli",
    "run --name spark a.yaml, experiments/cli",
    "--help, experiments/cli",
    "what, experiments/cli",
    "bench, pow-vs-pbft/microbenchmarks",
    "bench Nodes, pow-vs-pbft/microbenchmarks",
    "bench .*search, pow-vs-pbft/microbenchmarks",
    "bench -l, pow-vs-pbft/microbenchmarks",
    "bench searc, experiments/cli",
    "bench simulator --quick, experiments/cluster",
    "bench node, experiments/cluster",
    "bench proof --out x.csv, experiments/day",
    "bench search --quick, experiments/cluster",
    "privacy search --quick, experiments/cluster",
    "bench --help, experiments/cli",
    "bench hostile --rounds 1, experiments/faults",
    "faults schedules --seeds 1..2, experiments/faults",
    "game solve a.yaml, incentive-model/study",
    "trace check, spec",
    "claims --quick, paper/verdicts",
    "prove --list, spec",
    "paper --html, paper/report",
    "verify-artifact, paper/report",
    "cluster up, experiments/cluster",
    "node, experiments/cluster",
    "center, experiments/cluster",
    "top, experiments/cluster",
    "calibrate, experiments/cluster",
    "compare, experiments/cluster",
    "patient upload visit.json, experiments/cluster",
    "patient export -o bundle.json, experiments/fhir",
    "patient --help, experiments/cluster",
    "doctor read, experiments/cluster",
    "hospital register, experiments/cluster",
    "institution register, experiments/cluster",
    "points show, experiments/cluster",
    "proof verify, experiments/cluster",
    "verifier list, experiments/cluster",
    "demo, experiments/day",
    "load --records 20, experiments/day",
    "baselines attack --system hospital, experiments/day",
  })
  void eachWordHasItsModule(String command, String module) {
    assertThat(Route.of(words(command)).module()).isEqualTo(module);
  }

  @ParameterizedTest
  @CsvSource({
    "cluster status, true",
    "cluster, true",
    "cluster soak, false",
    "calibrate --quick --c1, true",
    "calibrate, false",
    "node, false",
  })
  void shortOrdersAndWhatIsAskedToBeAreCompiledByC1Alone(String command, boolean alone) {
    assertThat(Route.isC1Alone(words(command))).isEqualTo(alone);
  }

  @Test
  void withoutAWordItIsTheCommandLineItself() {
    assertThat(Route.of(List.of()).module()).isEqualTo("experiments/cli");
  }

  /** Only the micro-benchmarks' main class does not get the word that selected it. */
  @Test
  void theFirstWordIsTheMainClasssToo() {
    assertThat(Route.of(words("bench -f 1")).words()).isEqualTo(1);
    assertThat(Route.of(words("bench node")).words()).isZero();
    assertThat(Route.of(words("faults night")).words()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "check"})
  void aConfigForProcessesIsPlayedByThem(String word) throws IOException {
    Path config = Files.writeString(folder.resolve("a config.yml"), "name: a\nhost: cluster\n");
    Path other = Files.writeString(folder.resolve("b.yaml"), "name: a\n");

    assertThat(Route.of(List.of(word, other.toString(), config.toString())).module())
        .isEqualTo(Route.CLUSTER);
    assertThat(Route.of(List.of(word, other.toString())).module()).isEqualTo("experiments/cli");
    assertThat(Route.of(List.of("report", config.toString())).module())
        .isEqualTo("experiments/cli");
  }

  /** In the notations of YAML and JSON that people write. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "host: cluster",
        "name: a\nhost: cluster\n",
        "name: a\r\nhost:   cluster   # real processes\r\n",
        "\uFEFFhost: cluster",
        "\"host\": 'cluster'",
        "'host' : \"cluster\" # yes",
        "host:\n  cluster",
        "---\nhost: cluster",
        "%YAML 1.2\n---\nhost: cluster\n",
        "{name: a, host: cluster}",
        "# a comment\n{\n  \"name\": \"a, {b\",\n  \"nodes\": [4, 7],\n  \"host\":\"cluster\"\n}",
      })
  void findsTheCluster(String text) {
    assertThat(Route.hasProcessHost(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "host: simulation",
        "host: cluster2",
        "host:cluster",
        "# host: cluster",
        "network:\n  host: cluster",
        "name: host\ndescription: |\n  host: cluster\n",
        "name: 'host: cluster'",
        "hosts: cluster",
        "host: # cluster\nname: cluster",
        "{name: 'host: cluster'}",
        "{",
        "{'",
      })
  void findsNoCluster(String text) {
    assertThat(Route.hasProcessHost(text)).isFalse();
  }

  /** CMP-56: only what reads bundles has the class path of their reader. */
  @Test
  void aDatasetOfBundlesIsReadByItsModule() throws IOException {
    Path own = Files.createDirectory(folder.resolve("my own"));
    Files.writeString(own.resolve("a.json"), "{}");
    String sample = "datasets/synthea-sample";
    for (String each : List.of(own.toString(), own + "/a.json", sample, "no such")) {
      boolean bundles = each.startsWith(own.toString());
      Path config = folder.resolve("c.yaml");
      for (String text :
          List.of(
              "workload:\n  kind: day\n  dataset: " + each + "   # mine\n",
              "{name: a, workload: {kind: day, \"dataset\": '" + each + "'}}")) {
        Files.writeString(config, text);
        assertThat(Route.namesBundles(HOME, List.of("run", config.toString())))
            .as(text)
            .isEqualTo(bundles);
      }
      Files.writeString(config, "name: a\n");
      for (List<String> more :
          List.of(
              List.of("--dataset", each),
              List.of("--dataset=" + each),
              List.of("--set", "workload.dataset=" + each))) {
        List<String> words = new ArrayList<>(List.of("run", config.toString()));
        words.addAll(more);
        assertThat(Route.namesBundles(HOME, words)).as(words.toString()).isEqualTo(bundles);
      }
    }
    Files.writeString(own.resolve("records.ndjson"), "");
    assertThat(Route.namesBundles(HOME, List.of("load", "--dataset", own.toString()))).isFalse();
    assertThat(Route.namesBundles(HOME, words("patient upload " + own + "/a.json"))).isFalse();
  }

  /** The samples, independent of the command's parser. */
  @Test
  void allSamplesAreRouted() throws IOException {
    try (Stream<Path> files = Files.list(HOME.resolve("experiments/configs"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
        boolean cluster = file.getFileName().toString().startsWith("cluster");
        String module = Route.of(List.of("run", file.toString())).module();
        assertThat(module.equals(Route.CLUSTER)).as(file.toString()).isEqualTo(cluster);
      }
    }
  }

  /** A route that leads nowhere is found here, not by who types the word. */
  @ParameterizedTest
  @ValueSource(strings = {"run", "bench", "faults", "game", "trace", "cluster", "paper"})
  void itsMainClassIsThere(String word) throws IOException {
    Route route = Route.of(List.of(word));
    String source = "src/main/java/" + route.main().replace('.', '/') + ".java";
    try (Stream<Path> modules =
        Stream.of(route.module(), "experiments/cli", "pow-vs-pbft/microbenchmarks")
            .map(HOME::resolve)) {
      assertThat(modules.map(module -> module.resolve(source))).anyMatch(Files::isRegularFile);
    }
    assertThat(Files.readString(HOME.resolve("pom.xml")))
        .contains("<module>" + route.module() + "</module>");
  }

  private static List<String> words(String command) {
    return List.of(command.split(" "));
  }

  private static final Pattern ELSEWHERE =
      Pattern.compile("<resource>(?:(?!</resource>).)*<directory>(\\.\\./[^<]+)", Pattern.DOTALL);

  @Test
  void modulesOfProfilesAreModulesAndEachIsThere() throws IOException {
    assertThat(PreparedBuild.modules(HOME))
        .contains("reference-node/core", "experiments/cli", "experiments/spark")
        .doesNotHaveDuplicates()
        .allMatch(each -> Files.isRegularFile(HOME.resolve(each).resolve("pom.xml")));
  }

  /** The schema of studies lies beside the games, and is on the class path. */
  @Test
  void resourcesElsewhereAreInputsToo() throws IOException {
    for (String module : PreparedBuild.modules(HOME)) {
      String pom = Files.readString(HOME.resolve(module).resolve("pom.xml"));
      Stream<MatchResult> found = ELSEWHERE.matcher(pom).results();
      assertThat(found.map(each -> Path.of(module, each.group(1)).normalize().toString()))
          .allMatch(
              folder -> PreparedBuild.ELSEWHERE.stream().anyMatch(it -> it.startsWith(folder)));
    }
    assertThat(PreparedBuild.ELSEWHERE).allMatch(each -> Files.exists(HOME.resolve(each)));
  }
}
