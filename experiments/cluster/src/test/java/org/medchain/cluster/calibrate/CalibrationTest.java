package org.medchain.cluster.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.checkout.Repository;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.Latency;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.experiments.config.ConfigOverrides;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.node.crypto.NativeEd25519;

/** What is measured becomes a part of a config (CMP-48). */
@Tag("process")
class CalibrationTest {
  @TempDir Path folder;

  private static MedianEstimate at(double value) {
    return new MedianEstimate(value, 0.9 * value, 1.1 * value, 40);
  }

  private static Calibration sample() {
    return new Calibration(
        Map.ofEntries(
            Map.entry("sign", at(12.345)),
            Map.entry("verify", at(38)),
            Map.entry("recall", at(2.5)),
            Map.entry("step", at(2)),
            Map.entry("apply", at(23.8)),
            Map.entry("store", at(6.5)),
            Map.entry("decode", at(1)),
            Map.entry("decode_kib", at(3)),
            Map.entry("reply", at(1.44)),
            Map.entry("send", at(5)),
            Map.entry("receive", at(3)),
            Map.entry("receive_kib", at(0.5)),
            Map.entry("wake", at(87)),
            Map.entry("way", at(14)),
            Map.entry("force", at(384)),
            Map.entry("checkpoint", at(150)),
            Map.entry("checkpoint_kib", at(4.5)),
            Map.entry("longest_kib", at(2000))),
        2);
  }

  private final Map<String, MedianEstimate> figures = new HashMap<>();

  private CostMeasurements costs(int rounds) {
    return new CostMeasurements(folder, new MeasurementRounds(rounds), figures);
  }

  private double median(String key) {
    return figures.get(key).median();
  }

  @Test
  void figuresAreWhatTheSimulationIsChargedWith() throws Exception {
    Files.writeString(folder.resolve("m.yaml"), sample().yaml());
    Path config =
        Files.writeString(
            folder.resolve("c.yaml"),
            "name: q\nprotocols: [pbft]\nnodes: [4]\ncalibration: m.yaml\n");
    ExperimentConfig found = LoadedConfig.read(config, ConfigOverrides.NONE).experiment();
    assertThat(found.cpu().signUs()).isEqualTo(12.3);
    assertThat(found.cpu().handleUs()).isEqualTo(3);
    assertThat(found.cpu().executeUs()).as("23.8 and 6.5").isEqualTo(30.3);
    assertThat(found.cpu().hashUsPerKib()).isEqualTo(3.5);
    assertThat(found.disk().forceUs()).isEqualTo(384);
    assertThat(found.machine().receiveUs()).hasValue(3);
    assertThat(found.machine().replyUs()).hasValue(1.44);
    assertThat(found.machine().wakeUs()).hasValue(87);
    assertThat(found.machine().coresShared()).hasValue(2);
    assertThat(found.machine().checkpointUs()).hasValue(150);
    assertThat(found.machine().checkpointUsPerKib()).hasValue(4.5);
    assertThat(found.machine().checkpointForceUs()).as("no vote waits for it").isEmpty();
    assertThat(found.network().latency()).isEqualTo(new Latency.Constant(0.006));
  }

  @Test
  void eachFigureHasItsInterval() {
    assertThat(sample().yaml())
        .contains("  sign_us: 12.3 # 11.1 to 13.6; 40\n", "force_us: 384 # 346 to 422; 40; four");
  }

  /** The figures that need no quiet machine come out, and are no nonsense. */
  @Test
  void processorTimesAreMeasured() {
    costs(5).signatures();
    assertThat(median("sign")).isBetween(1.0, 10_000.0);
    assertThat(median("verify")).isBetween(1.0, 10_000.0);
    assertThat(median("recall")).isLessThan(median("verify"));
  }

  private static InstrumentedSimulation simulation() throws Exception {
    Path records = Repository.file("datasets/synthea-sample");
    return new InstrumentedSimulation(SyntheticRecords.read(records), NativeEd25519.orPortable());
  }

  /** What replicas and contract do at checkpoints takes time, and states are longer each time. */
  @Test
  void checkpointsAreMeasured() throws Exception {
    InstrumentedSimulation played = simulation();
    ClockedRun shorter = played.run(8, 250_000_000);
    ClockedRun longer = played.run(8, 500_000_000);
    assertThat(shorter.longestKib()).isPositive().isLessThan(longer.longestKib());
    costs(1).checkpoints(List.of(shorter, longer));
    assertThat(median("checkpoint") + median("checkpoint_kib")).isPositive();
    assertThat(figures.get("longest_kib").high()).isEqualTo(longer.longestKib());
  }

  /** What a run keeps is what the other figures are measured with. */
  @Test
  void aRunIsTheSampleOfTheOtherFigures() throws Exception {
    InstrumentedSimulation played = simulation();
    ClockedRun run = played.run(InstrumentedSimulation.NO_CHECKPOINT, 300_000_000);
    assertThat(run.handleUs(0)).isPositive();
    assertThat(run.executeUs(0)).isPositive();
    assertThat(run.longestKib()).isZero();
    costs(1).decoding(played.genesis(), run, played.keys(0));
    assertThat(median("decode") + median("decode_kib")).isPositive();
    assertThat(median("reply")).isPositive();
    costs(1).storage(played.genesis(), run.blocks(), 1);
    assertThat(median("store")).isPositive();
  }

  /** All ends of a connection take time, and so does the way; forces do as well. */
  @Test
  void connectionsAndDisksAreMeasured() throws Exception {
    costs(1).connections();
    assertThat(median("send")).isPositive();
    assertThat(median("receive")).isPositive();
    assertThat(figures.get("wake").rounds()).isEqualTo(100);
    assertThat(figures.get("way").rounds()).isEqualTo(100);
    assertThat(figures.get("way").low()).isPositive();
    costs(1).force(5);
    assertThat(figures.get("force").rounds()).as("of four files").isEqualTo(20);
    assertThat(figures.get("force").low()).isPositive();
    assertThat(folder.resolve("force-0")).doesNotExist();
  }
}
