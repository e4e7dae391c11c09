package org.medchain.faults.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.checkout.Repository;
import org.medchain.faults.config.HarnessConfig;
import org.medchain.faults.config.HarnessConfigFile;
import org.medchain.faults.plan.FaultEvent;
import org.medchain.faults.plan.NemesisKind;
import org.medchain.faults.session.PlannedTest;
import org.medchain.faults.session.TestSession;
import org.medchain.faults.simulated.SimulatedHost;
import org.medchain.history.check.HistoryValidity;

/** FAULT-15: plans that once showed a defect show none any more. */
class RegressionsTest {
  private static final Path SAVED = Repository.file("experiments/faults/regressions");

  @TempDir Path folder;

  private HistoryValidity replayed(HarnessConfig config) throws Exception {
    SimulatedHost host = new SimulatedHost();
    return new TestSession(host, Clock.systemUTC())
        .run(PlannedTest.of(config, host), folder, what -> {})
        .judgement()
        .verdict();
  }

  @TestFactory
  Stream<DynamicTest> everySavedPlanIsValid() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(SAVED)) {
      files = all.filter(each -> each.toString().endsWith(".yaml")).sorted().toList();
    }
    return files.stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getFileName().toString(),
                    () ->
                        assertThat(replayed(HarnessConfigFile.read(each)))
                            .isEqualTo(HistoryValidity.VALID)));
  }

  /** A plan that still shows one is found: nobody heals this partition. */
  @Test
  void aPlanThatStillFailsIsFound() throws Exception {
    FaultEvent halves =
        new FaultEvent(NemesisKind.PARTITION_HALVES, 1, 900, List.of(0, 1), OptionalDouble.empty());
    HarnessConfig config =
        new HarnessConfig(
            "unhealed",
            "register",
            "simulation",
            4,
            4,
            5,
            1,
            4,
            1,
            1,
            Optional.empty(),
            5,
            Optional.of(List.of(halves)));
    assertThat(replayed(config)).isEqualTo(HistoryValidity.INVALID);
    assertThat(replayed(config.with(List.of()))).isEqualTo(HistoryValidity.VALID);
  }
}
