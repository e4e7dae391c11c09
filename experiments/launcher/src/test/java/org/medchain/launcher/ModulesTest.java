package org.medchain.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;

/** The real poms as the launcher reads them (EXP-24). */
class ModulesTest {
  private static final Path HOME = Repository.ROOT;

  @Test
  void aModuleNeedsWhatItsDependenciesNeed() throws Stop {
    assertThat(Modules.read(HOME).closure("experiments/cli"))
        .contains("experiments/cli", "pow-vs-pbft/comparison", "reference-node/core")
        .doesNotContain("reference-node/node", "experiments/chaos");
    assertThat(Modules.read(HOME).closure("experiments/cluster"))
        .contains("experiments/cli", "reference-node/node", "reference-node/shell")
        .doesNotContain("spec/trace-checker");
  }

  /** The schemas lie beside the configs and the games, and are on the class path. */
  @Test
  void resourcesElsewhereAreInputsToo() throws Stop {
    Modules modules = Modules.read(HOME);

    assertThat(modules.module("experiments/cli").inputs())
        .containsExactly(
            "pom.xml",
            "experiments/cli/pom.xml",
            "experiments/cli/src/main",
            "experiments/configs/schema.json");
    assertThat(modules.module("incentive-model/study").inputs())
        .contains("incentive-model/games/schema.json");
  }
}
