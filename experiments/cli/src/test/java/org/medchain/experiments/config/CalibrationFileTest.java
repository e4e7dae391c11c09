package org.medchain.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.checkout.Repository;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.HostKind;
import org.medchain.comparison.config.MachineConfig;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Measured costs stand where a config leaves them out (CMP-48). */
class CalibrationFileTest {
  private static final String CONFIG = "name: q\nprotocols: [pbft]\nnodes: [4]\n";
  private static final Path ROOT = Repository.ROOT;

  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private LoadedConfig read(String text) throws Exception {
    return LoadedConfig.read(file("c.yaml", text), ConfigOverrides.NONE);
  }

  private List<String> refusal(String text) throws IOException {
    Path config = file("c.yaml", text);
    return catchThrowableOfType(
            UserInputException.class, () -> LoadedConfig.read(config, ConfigOverrides.NONE))
        .lines();
  }

  @Test
  void itsValuesStandForWhatIsLeftOut() throws Exception {
    file(
        "m.yaml",
        """
        cpu: {sign_us: 12.5, verify_us: 40}
        machine: {send_us: 5, cores_shared: 2}
        network:
          latency: {distribution: constant, ms: 0.01}
        """);
    ExperimentConfig found =
        read(CONFIG + "calibration: m.yaml\ncpu: {sign_us: 99}\nnetwork: {loss: 0.1}\n")
            .experiment();
    assertThat(found.cpu().signUs()).isEqualTo(99);
    assertThat(found.cpu().verifyUs()).isEqualTo(40);
    assertThat(found.machine().sendUs()).hasValue(5);
    assertThat(found.machine().coresShared()).hasValue(2);
    assertThat(found.network().loss()).isEqualTo(0.1);
    assertThat(found.network().latency().toString()).contains("0.01");
  }

  /** What counts is the values: the same written out is the same config (EXP-7). */
  @Test
  void valuesAreHashedAndNotTheName() throws Exception {
    file("m.yaml", "cpu: {sign_us: 12.5}\nmachine: {recall_us: 2}\n");
    LoadedConfig named = read(CONFIG + "calibration: m.yaml\n");
    assertThat(read(CONFIG + "machine: {recall_us: 2}\ncpu: {sign_us: 12.5}\n").hash())
        .isEqualTo(named.hash());
    assertThat(read(CONFIG).hash()).isNotEqualTo(named.hash());
    assertThat(read(named.yaml()).hash()).isEqualTo(named.hash());
  }

  @Test
  void anOptionIsInPlaceOfTheKey() throws Exception {
    file("m.yaml", "cpu: {sign_us: 1}\n");
    Path other = file("other.yaml", "cpu: {sign_us: 2}\n");
    Path config = file("c.yaml", CONFIG + "calibration: m.yaml\nhost: cluster\n");
    ConfigOverrides replaced = ConfigOverrides.NONE.withCalibration(other).withHost("simulation");
    ExperimentConfig found = LoadedConfig.read(config, replaced).experiment();
    assertThat(found.cpu().signUs()).isEqualTo(2);
    assertThat(found.host()).isEqualTo(HostKind.SIMULATION);
  }

  @Test
  void errorsAreReportedAtTheirLine() throws Exception {
    assertThat(refusal(CONFIG + "calibration: none.yaml\n").getFirst())
        .contains("c.yaml:4: calibration: ", "none.yaml: there is no such file");
    file("m.yaml", "cpu:\n  sign_us: -1\n");
    assertThat(refusal(CONFIG + "calibration: m.yaml\n").getFirst())
        .contains("m.yaml:2: cpu.sign_us is -1; allowed: ");
    file("m.yaml", "cpu: {sign_us: 1}\nclock: {offset_ms: 7}\n");
    assertThat(refusal(CONFIG + "calibration: m.yaml\n").getFirst())
        .contains("m.yaml:2: clock is not measured; allowed: network, cpu, disk and machine");
    assertThat(refusal(CONFIG + "calibration: \"\\0\"\n").getFirst()).contains("c.yaml:4: ");
    assertThat(refusal(CONFIG + "calibration: 7\n").getFirst())
        .contains("c.yaml:4: calibration is");
    assertThat(refusal(CONFIG + "machine: {cores_shared: 0}\n").getFirst())
        .contains("c.yaml:4: machine.cores_shared is 0");
  }

  /** Keys that came later and are left out change no hash: earlier results keep their names. */
  @Test
  void configsWithoutTheNewKeysHashAsBefore() throws Exception {
    JsonNode manifest =
        JsonMapper.shared()
            .readTree(Files.readString(ROOT.resolve("results/quickstart/manifest.json")));
    LoadedConfig quickstart =
        LoadedConfig.read(
            ROOT.resolve("experiments/configs/quickstart.yaml"), ConfigOverrides.NONE);
    assertThat(quickstart.experiment().machine()).isEqualTo(MachineConfig.defaults());
    assertThat(quickstart.hash()).isEqualTo(manifest.path("config_hash").asString());
    assertThat(quickstart.yaml()).doesNotContain("machine", "processes");
  }
}
