package org.medchain.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.harness.host.HarnessTest;
import org.medchain.harness.host.HostOutcome;
import org.medchain.harness.judge.Judgement;
import org.medchain.harness.plan.FaultEvent;
import org.medchain.harness.plan.NemesisKind;
import org.medchain.harness.run.InterpreterSettings;
import org.medchain.harness.workload.Workloads;
import org.medchain.history.check.HistoryVerdict;

/** FAULT-31: rolling upgrades. */
class NextVersionTest {
  private static final long S = 1_000_000_000L;

  @TempDir Path folder;

  @Test
  void anotherBuildsClassesGoFirstAndItsFolderHasSome() throws Exception {
    NextVersion version = new NextVersion(Optional.of(folder));
    assertThatThrownBy(() -> version.classPath(folder.resolve("copies")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("neither jars nor classes");
    Path jar = Files.createFile(folder.resolve("medchain-node-2.jar"));
    Files.createDirectories(folder.resolve("org").resolve("medchain"));
    assertThat(version.classPath(folder.resolve("copies")).split(File.pathSeparator, -1))
        .startsWith(folder.toString(), jar.toString())
        .endsWith(System.getProperty("java.class.path").split(File.pathSeparator, -1));
    assertThat(version.describe()).contains(folder.toString());
  }

  @Test
  @Tag("exhaustive")
  void allNodesAreUpgradedUnderLoad() throws Exception {
    FaultEvent upgrade =
        new FaultEvent(
            NemesisKind.ROLLING_UPGRADE, 1, 8, List.of(0, 1, 2, 3), OptionalDouble.empty());
    HarnessTest test =
        new HarnessTest(
            1,
            4,
            Workloads.of("set").orElseThrow(),
            new InterpreterSettings(4, S / 5, 5 * S, 10 * S, 11 * S, 60 * S),
            List.of(upgrade),
            folder,
            what -> {});
    HostOutcome outcome = new ClusterHost().run(test);
    Judgement judgement = Judgement.of(outcome);

    assertThat(judgement.verdict())
        .as(judgement.results().toString())
        .isEqualTo(HistoryVerdict.VALID);
    assertThat(outcome.actions()).hasSize(2).allMatch(each -> each.problem().isEmpty());
    assertThat(folder.resolve("next-version")).isDirectoryContaining(Files::isDirectory);
  }
}
