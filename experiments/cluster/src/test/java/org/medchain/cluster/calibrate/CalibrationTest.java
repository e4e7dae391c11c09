package org.medchain.cluster.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        new SignatureCosts(at(12.345), at(38), at(2.5)),
        at(2),
        at(23.8),
        at(6.5),
        new DecodingCosts(at(1), at(3), at(1.44)),
        new ConnectionCosts(at(5), at(3), at(0.5), at(87), at(14)),
        at(384),
        new CheckpointCosts(at(150), at(4.5), 2000),
        2);
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
    SignatureCosts costs = SignatureCosts.measure(new MeasurementRounds(5));
    assertThat(costs.sign().median()).isBetween(1.0, 10_000.0);
    assertThat(costs.verify().median()).isBetween(1.0, 10_000.0);
    assertThat(costs.cacheHit().median()).isLessThan(costs.verify().median());
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
    CheckpointCosts costs = CheckpointCosts.of(List.of(shorter, longer));
    assertThat(costs.us().median() + costs.usPerKib().median()).isPositive();
    assertThat(costs.kib()).isEqualTo(longer.longestKib());
  }

  /** What a run keeps is what the other figures are measured with. */
  @Test
  void aRunIsTheSampleOfTheOtherFigures() throws Exception {
    InstrumentedSimulation played = simulation();
    ClockedRun run = played.run(InstrumentedSimulation.NO_CHECKPOINT, 300_000_000);
    assertThat(run.handleUs(0)).isPositive();
    assertThat(run.executeUs(0)).isPositive();
    assertThat(run.longestKib()).isZero();
    DecodingCosts decoding =
        DecodingCosts.measure(new MeasurementRounds(1), played.genesis(), run, played.keys(0));
    assertThat(decoding.each().median() + decoding.perKib().median()).isPositive();
    assertThat(decoding.reply().median()).isPositive();
    assertThat(StorageCosts.measure(folder, played.genesis(), run.blocks(), 1).median())
        .isPositive();
  }

  /** All ends of a connection take time, and so does the way; forces do as well. */
  @Test
  void connectionsAndDisksAreMeasured() throws Exception {
    ConnectionCosts connections = ConnectionCosts.measure(folder, 1);
    assertThat(connections.send().median()).isPositive();
    assertThat(connections.receive().median()).isPositive();
    assertThat(connections.wake().rounds()).isEqualTo(100);
    assertThat(connections.oneWayUs().rounds()).isEqualTo(100);
    assertThat(connections.oneWayUs().low()).isPositive();
    MedianEstimate forces = FsyncCosts.measure(folder, 5);
    assertThat(forces.rounds()).as("of four files").isEqualTo(20);
    assertThat(forces.low()).isPositive();
    assertThat(folder.resolve("force-0")).doesNotExist();
  }
}
