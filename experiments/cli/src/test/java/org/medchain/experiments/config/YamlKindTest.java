package org.medchain.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.medchain.checkout.Repository;

/** EXP-39: a file for another command is told what it is, in one line. */
class YamlKindTest {
  @TempDir Path folder;

  /** Each file of the project is of one kind alone: its keys are no other kind's. */
  @ParameterizedTest
  @CsvSource({
    "experiments/configs, EXPERIMENT, EXPERIMENT, 25",
    "experiments/configs/networks, NETWORK, NETWORK, 3",
    "paper/configs, EXPERIMENT, STUDY, 25",
    "incentive-model/games, STUDY, STUDY, 20",
    "experiments/faults, FAULT_TEST, FAULT_TEST, 6",
    "results/compare, CALIBRATION, CALIBRATION, 1",
    "paper/golden, GOLDEN_COMMANDS, GOLDEN_COMMANDS, 1",
  })
  void filesOfTheProjectAreOfOneKind(String where, YamlKind kind, YamlKind other, int leastCount)
      throws IOException, UserInputException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(Repository.file(where))) {
      all.filter(file -> file.toString().endsWith(".yaml")).forEach(files::add);
    }
    assertThat(files).hasSizeGreaterThanOrEqualTo(leastCount);
    for (Path file : files) {
      assertThat(kinds(file)).as(file.toString()).hasSize(1).isSubsetOf(kind, other);
    }
  }

  @Test
  void claimsAndManifestsAreKnown() throws Exception {
    assertThat(kinds(Repository.file("paper/claims.yaml"))).containsExactly(YamlKind.CLAIMS);
    assertThat(kinds(Repository.file("results/quickstart/manifest.json")))
        .containsExactly(YamlKind.MANIFEST);
    assertThat(kinds(Repository.file("results/quickstart/config.yaml")))
        .containsExactly(YamlKind.EXPERIMENT);
  }

  /** Those of which the project has no file. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'{name: a, listen: \"h:1\", genesis: g, credentials: c, data: d}' | NODE",
        "'{center: {host: h}, nodes: [{host: h}]}' | HOSTS",
        "'{doctor: d, type: t, description: x, made: \"2026-11-25T09:30:00Z\"}' | VISIT",
      })
  void otherKindsAreKnown(String text, YamlKind kind) throws Exception {
    assertThat(kinds(Files.writeString(folder.resolve("x.yaml"), text))).containsExactly(kind);
  }

  private static List<YamlKind> kinds(Path file) throws UserInputException {
    ConfigTree tree = YamlComposer.compose(file.toString(), ConfigText.read(file));
    assertThat(tree.broken()).isFalse();
    return Arrays.stream(YamlKind.values()).filter(kind -> kind.fits(tree.root())).toList();
  }

  /** For all commands alike. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STUDY")
  void studyGivenToAnotherCommandIsOneLine(YamlKind wanted) throws Exception {
    Path study = Repository.file("incentive-model/games/hawk-dove.yaml");
    ConfigTree tree = wanted.compose(study);
    assertThat(tree.broken()).isTrue();
    assertThat(tree.lines()).hasSize(1);
    assertThat(tree.lines().getFirst())
        .startsWith(study + ":1: this is a study of a game: 'medchain game solve', 'evolve', ")
        .endsWith(" is wanted here");
  }

  /** What runs a config says the same, also of a file that a config names. */
  @Test
  void otherFilesGivenToRunAreOneLine() throws Exception {
    assertThat(refused(Repository.file("experiments/faults/bank.yaml")))
        .containsExactly(
            Repository.file("experiments/faults/bank.yaml")
                + ":1: this is a test of the fault harness: 'medchain faults run' takes it; the config"
                + " of an experiment is wanted here");
    Path config = folder.resolve("c.yaml");
    Path calibration = Repository.file("experiments/configs/quickstart.yaml");
    Files.writeString(config, ConfigProblems.GOOD + "calibration: " + calibration + "\n");
    assertThat(refused(config))
        .containsExactly(
            calibration
                + ":1: this is the config of an experiment: 'medchain run' takes it, or 'medchain"
                + " check'; a calibration is wanted here");
  }

  /** A config with a mistyped key is no other kind: its keys are told as they were. */
  @Test
  void mistypedConfigIsStillOne() throws Exception {
    Path config = folder.resolve("c.yaml");
    Files.writeString(config, "name: q\nprotocol: [pbft]\nnodes: [4]\ngame: {kind: credit}\n");
    assertThat(refused(config))
        .anyMatch(line -> line.contains("unknown key \"protocol\" (did you mean"));
    Files.writeString(config, "name: q\n");
    assertThat(refused(config)).anyMatch(line -> line.contains("\"protocols\" is missing"));
  }

  private static List<String> refused(Path file) {
    return catchThrowableOfType(
            UserInputException.class, () -> LoadedConfig.read(file, ConfigOverrides.NONE))
        .lines();
  }
}
