package org.medchain.cluster.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.experiments.config.ConfigOverrides;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.config.UserInputException;

/** What this machine has no room for is refused at the config's line (EXP-17). */
class MachineCapacityTest {
  @TempDir Path folder;

  @Test
  void moreNodesThanFitAreRefused() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("c.yaml"),
            "name: q\nhost: cluster\nprotocols: [pbft]\nnodes: [4, 16]\n");
    MachineCapacity room = new MachineCapacity(2, 8_000);
    assertThat(
            catchThrowableOfType(
                    UserInputException.class,
                    () -> LoadedConfig.read(file, ConfigOverrides.NONE, room::check))
                .lines())
        .containsExactly(
            file
                + ":4: nodes is 16; allowed: up to 8 on this machine (2 processors, 8000 MiB free,"
                + " 800 MiB a node)");
    assertThat(new MachineCapacity(2, Long.MAX_VALUE).nodes()).isEqualTo(16);
    assertThat(new MachineCapacity(2, 100).nodes()).isZero();
    assertThat(MachineCapacity.ofThisMachine().processors()).isPositive();
  }
}
