package org.medchain.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every sample runs with every command that applies to it, and shows what its header promises. */
@Tag("statistical")
class SampleStudiesTest {
  private static final List<String> COMMANDS = List.of("solve", "evolve", "simulate", "analyse");

  private static final Pattern PROGRESS = Pattern.compile("[a-z, ]+: \\d+ of \\d+ after .+ s");

  @TempDir private static Path runs;

  static Stream<List<Object>> everything() {
    List<List<Object>> all = new ArrayList<>();
    for (Path sample : GameRunner.samples()) {
      for (String command : COMMANDS) {
        if (applies(command, sample.getFileName().toString())) {
          all.add(List.of(command, sample));
        }
      }
    }
    return all.stream();
  }

  private static boolean applies(String command, String sample) {
    if (sample.equals("credit-ledger.yaml")) {
      return command.equals("simulate");
    }
    if (sample.equals("kuhn-poker.efg")) {
      return false; // Takes long; kuhn-poker.yaml solves it with a limit.
    }
    if (sample.endsWith(".efg") || sample.equals("kuhn-poker.yaml")) {
      return command.equals("solve");
    }
    boolean credit = sample.startsWith("credit-");
    return switch (command) {
      case "analyse" -> credit || sample.startsWith("repeated-");
      case "solve" -> !sample.equals("credit-strategies.yaml");
      // One player, and three players, are no population.
      case "simulate" ->
          !List.of("credit-repairs.yaml", "credit-verifiers.yaml", "nine-equilibria.yaml")
              .contains(sample);
      default -> true;
    };
  }

  static Stream<List<Object>> whatIsShortened() {
    return everything()
        .filter(
            each ->
                ReducedSampleStudies.isShortened(((Path) each.get(1)).getFileName().toString()));
  }

  @ParameterizedTest
  @MethodSource("everything")
  void runsAndDraws(List<Object> words) throws IOException {
    String sample = ((Path) words.get(1)).getFileName().toString();
    requireDrawn(words, folder(words.get(0), sample));
  }

  @ParameterizedTest
  @MethodSource("whatIsShortened")
  @Tag("exhaustive")
  void runsAndDrawsAsItStands(List<Object> words) throws IOException {
    String sample = ((Path) words.get(1)).getFileName().toString();
    requireDrawn(words, wholeFolder(words.get(0), sample));
  }

  private static void requireDrawn(List<Object> words, Path folder) throws IOException {
    assertThat(folder.resolve("results.json")).isNotEmptyFile();
    String page = Files.readString(folder.resolve("index.html"));
    assertThat(page).contains("experiments/medchain game " + words.get(0), "--seed 1");
  }

  @Test
  void everySampleSaysWhatItShows() throws IOException {
    for (Path sample : GameRunner.samples()) {
      assertThat(Files.readString(sample))
          .contains("Run:", "See:", "experiments/medchain game", sample.getFileName().toString());
    }
  }

  @Test
  void hawkDoveEquilibriumHasTwoThirdsHawks() {
    JsonNode solved = solve("hawk-dove.yaml");
    assertThat(solved.at("/equilibria/1/exact/profile/0/0").asString()).isEqualTo("2/3");
    assertThat(solved.at("/stability").size()).isEqualTo(1);
    assertThat(solved.at("/stability/0/verdict").asString()).isEqualTo("ESS");
    JsonNode evolved = evolve("hawk-dove.yaml");
    assertThat(evolved.at("/dynamics/0/basins/reached/0/state/0").asDouble())
        .isCloseTo(2.0 / 3, within(1e-9));
    assertThat(evolved.at("/dynamics/0/basins/reached/0/share/mean").asDouble()).isEqualTo(1);
  }

  @Test
  void prisonersDilemmaHasCriticalDiscountFactor() {
    JsonNode solved = solve("prisoners-dilemma.yaml");
    assertThat(solved.at("/equilibria").size()).isEqualTo(1);
    assertThat(solved.at("/equilibria/0/profile/0/1").asDouble()).isEqualTo(1);
    assertThat(solved.at("/dominance/strict/survivors").toString())
        .isEqualTo("[[\"defect\"],[\"defect\"]]");
    assertThat(solved.at("/repeated/profiles/0/actions/0").asString()).isEqualTo("cooperate");
    assertThat(solved.at("/repeated/profiles/0/exact").asString()).isEqualTo("1/2");
  }

  @Test
  void stagHuntBasinIsOneThird() {
    JsonNode basins = evolve("stag-hunt.yaml").at("/dynamics/0/basins/reached");
    assertThat(basins.size()).isEqualTo(2);
    JsonNode stag = basins.get(basins.get(0).at("/state/0").asDouble() == 1 ? 0 : 1);
    assertThat(stag.at("/share/interval/0").asDouble()).isLessThan(1.0 / 3);
    assertThat(stag.at("/share/interval/1").asDouble()).isGreaterThan(1.0 / 3);
    assertThat(solve("stag-hunt.yaml").at("/equilibria").size()).isEqualTo(3);
  }

  @Test
  void rockPaperScissorsStabilityDependsOnPayoffs() {
    assertThat(middle("standard")).isEqualTo("centre");
    assertThat(middle("good")).isEqualTo("stable focus");
    assertThat(middle("bad")).isEqualTo("unstable focus");
    assertThat(stability("standard")).isEqualTo("NSS, no ESS");
    assertThat(stability("good")).isEqualTo("ESS");
    assertThat(stability("bad")).isEqualTo("none: invaded");
  }

  private static String middle(String which) {
    JsonNode points =
        evolve("rock-paper-scissors-" + which + ".yaml").at("/dynamics/0/rest_points");
    return points.get(points.size() - 1).path("stability").asString();
  }

  private static String stability(String which) {
    JsonNode found = solve("rock-paper-scissors-" + which + ".yaml").at("/stability");
    assertThat(found.size()).isEqualTo(1);
    return found.at("/0/verdict").asString();
  }

  @Test
  void zeemanInteriorPointIsStableButNoEss() {
    JsonNode stability = solve("zeeman.yaml").at("/stability");
    assertThat(stability.get(0).path("verdict").asString()).isEqualTo("ESS, strict");
    assertThat(stability.get(stability.size() - 1).path("verdict").asString())
        .isEqualTo("none: invaded");
    JsonNode evolved = evolve("zeeman.yaml").at("/dynamics/0");
    assertThat(evolved.at("/rest_points/5/stability").asString()).isEqualTo("stable focus");
    assertThat(evolved.at("/basins/reached").size()).isEqualTo(2);
  }

  @Test
  void matchingPenniesOrbitsAreClosed() {
    JsonNode points = evolve("matching-pennies.yaml").at("/dynamics/0/rest_points");
    assertThat(points.get(points.size() - 1).path("stability").asString()).isEqualTo("centre");
    assertThat(solve("matching-pennies.yaml").at("/equilibria/0/profile").toString())
        .isEqualTo("[[0.5,0.5],[0.5,0.5]]");
  }

  @Test
  void fictitiousPlayCyclesInShapleysGame() {
    assertThat(evolve("shapley.yaml").at("/fictitious_play/regret").asDouble()).isGreaterThan(0.1);
    JsonNode solved = solve("shapley.yaml");
    assertThat(solved.at("/equilibria").size()).isEqualTo(1);
    assertThat(solved.at("/correlated/payoffs").toString()).isEqualTo("[0.5,0.5]");
  }

  @Test
  void vonStengelsGameHas75() {
    JsonNode solved = solve("von-stengel-6x6.nfg");
    assertThat(solved.at("/equilibria").size()).isEqualTo(75);
    assertThat(solved.at("/equilibria/74/component").asInt()).isEqualTo(75);
    assertThat(solved.at("/complete").asBoolean()).isTrue();
  }

  @Test
  void battleOfTheSexesMixedEquilibrium() {
    JsonNode solved = solve("battle-of-sexes.yaml").at("/equilibria");
    assertThat(solved.size()).isEqualTo(3);
    assertThat(solved.at("/1/exact/payoffs").toString()).isEqualTo("[\"2/3\",\"2/3\"]");
  }

  @Test
  void theContinuumIsOneComponent() {
    JsonNode solved = solve("continuum.yaml");
    assertThat(solved.at("/equilibria").size()).isEqualTo(2);
    assertThat(solved.at("/components").size()).isEqualTo(1);
    assertThat(solved.at("/components/0/continuum").asBoolean()).isTrue();
    assertThat(solved.at("/components/0/subsets/0/first").toString())
        .isEqualTo("[[\"1\",\"0\"],[\"1/2\",\"1/2\"]]");
  }

  @Test
  void trapRecordsMakeVerifiersLook() {
    JsonNode solved = solve("credit-provider.yaml").at("/equilibria");
    assertThat(solved.size()).isEqualTo(1);
    assertThat(solved.at("/0/profile").toString()).isEqualTo("[[1.0,0.0,0.0],[1.0,0.0]]");
  }

  @Test
  void verifiersAcceptUnreadInEquilibrium() {
    assertThat(solve("credit-verifiers.yaml").at("/dominance/strict/survivors").toString())
        .isEqualTo("[[\"pass\"],[\"pass\"],[\"pass\"]]");
  }

  /** T16: along the penalty the mixed rest point keeps its share of honest providers. */
  @Test
  void inspectionRateNotFraudDependsOnPenalty() {
    JsonNode branches = evolve("credit-inspection.yaml").at("/scan/0/branches");
    JsonNode mixed = branches.get(branches.size() - 1);
    double first = mixed.at("/0/state/0").asDouble();
    assertThat(first).isBetween(0.9, 0.95);
    JsonNode last = mixed.get(mixed.size() - 1);
    assertThat(last.at("/state/0").asDouble()).isCloseTo(first, within(1e-9));
    assertThat(last.at("/state/2").asDouble()).isLessThan(mixed.at("/0/state/2").asDouble() / 2);
  }

  @Test
  void honestSharingIsReached() {
    JsonNode reached = evolve("credit-strategies.yaml").at("/dynamics/0/basins/reached/0");
    assertThat(reached.at("/state/0").asDouble()).isCloseTo(1, within(1e-6));
    assertThat(reached.at("/share/mean").asDouble()).isEqualTo(1);
  }

  /** GAME-16: three repairs or more, each with a gain whose interval is above 0. */
  @Test
  void repairsHelp() {
    JsonNode analysed = json("analyse", "credit-repairs.yaml");
    long helping = 0;
    for (JsonNode each : analysed.at("/repairs")) {
      helping += each.path("helps").asBoolean() ? 1 : 0;
      assertThat(each.at("/gain/interval").size()).isEqualTo(2);
    }
    assertThat(helping).isGreaterThan(5);
    long failing = 0;
    for (JsonNode each : analysed.at("/conditions")) {
      failing += each.path("holds").asBoolean() ? 0 : 1;
    }
    assertThat(failing).isGreaterThan(2);
  }

  /** GAME-28: Friedman 1971, Axelrod 1984, Press and Dyson 2012. */
  @Test
  void discountFactorsAreReported() {
    JsonNode repeated = json("analyse", "repeated-dilemma.yaml").at("/repeated");
    assertThat(repeated.at("/equilibria").size()).isEqualTo(36);
    assertThat(repeated.at("/relations/1/words").asString()).isEqualTo("own = 3 · other − 2");
    assertThat(repeated.at("/relations/1/holds_against").asInt()).isEqualTo(8);
  }

  /** GAME-15: what the ledger pays otherwise than theory is explained, and shares move alike. */
  @Test
  void theLedgerIsExplained() {
    requireExplained(json("simulate", "credit-ledger.yaml").at("/ledger"));
  }

  @Test
  @Tag("exhaustive")
  void theLedgerAsItStandsIsExplained() {
    requireExplained(read(wholeFolder("simulate", "credit-ledger.yaml")).at("/ledger"));
  }

  private static void requireExplained(JsonNode ledger) {
    assertThat(ledger.at("/payoffs").size()).isEqualTo(3);
    for (JsonNode row : ledger.at("/payoffs")) {
      assertThat(row.at("/explained").asBoolean()).as(row.toString()).isTrue();
      assertThat(row.at("/ledger/interval").size()).isEqualTo(2);
      assertThat(row.at("/terms").size()).isGreaterThan(3);
    }
    assertThat(ledger.at("/imitation/epochs").size()).isEqualTo(5);
    // A share of 20 members over few replicates has a standard error of 0.05 or more.
    assertThat(ledger.at("/imitation/distance_most").asDouble()).isLessThan(0.2);
    for (JsonNode run : ledger.at("/runs")) {
      assertThat(run.at("/conserved").asBoolean()).isTrue();
    }
  }

  private static JsonNode solve(String sample) {
    return json("solve", sample);
  }

  private static JsonNode evolve(String sample) {
    return json("evolve", sample);
  }

  private static JsonNode json(String command, String sample) {
    return read(folder(command, sample));
  }

  private static JsonNode read(Path folder) {
    return JsonMapper.shared().readTree(folder.resolve("results.json"));
  }

  /** Each command runs once on each sample, whichever test asks first. */
  private static Path folder(Object command, String sample) {
    return run(
        command, ReducedSampleStudies.file(sample, runs), runs.resolve(command + "-" + sample));
  }

  private static Path wholeFolder(Object command, String sample) {
    Path folder = runs.resolve(command + "-whole-" + sample);
    return run(command, GameRunner.sample(sample), folder);
  }

  private static Path run(Object command, Path file, Path folder) {
    if (!Files.exists(folder)) {
      GameRunner run = GameRunner.run(command, file, "--out", folder, "--threads", 1);
      // On a busy machine a command says how far it is.
      assertThat(run.err().lines()).allMatch(line -> PROGRESS.matcher(line).matches());
      assertThat(run.exit()).isZero();
      assertThat(run.out()).endsWith(folder.resolve("index.html") + "\n");
    }
    return folder;
  }
}
