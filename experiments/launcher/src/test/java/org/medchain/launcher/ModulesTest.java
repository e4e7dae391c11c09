package org.medchain.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.checkout.Repository;

/** The real poms as the launcher reads them (EXP-24). */
class ModulesTest {
  private static final Path HOME = Repository.ROOT;

  @Test
  void aModuleNeedsWhatItsDependenciesNeed() throws Stop {
    assertThat(Modules.read(HOME).closure("experiments/cli"))
        .contains("experiments/cli", "pow-vs-pbft/comparison", "reference-node/core")
        .doesNotContain("reference-node/node", "experiments/faults");
    assertThat(Modules.read(HOME).closure("experiments/cluster"))
        .contains("experiments/cli", "reference-node/node", "reference-node/shell")
        .doesNotContain("spec");
  }

  /** Which of them a build lists is its business. */
  @Test
  void modulesOfProfilesAreModules(@TempDir Path home) throws Exception {
    String lists =
        "<project><modules><module>a</module></modules><profiles><profile><modules>"
            + "<module>b</module></modules></profile><profile><modules><module>b</module>"
            + "<module>a</module></modules></profile></profiles></project>";
    Files.writeString(home.resolve("pom.xml"), lists);
    for (String each : List.of("a", "b")) {
      Files.createDirectory(home.resolve(each));
      Files.writeString(
          home.resolve(each).resolve("pom.xml"),
          "<project><artifactId>" + each + "</artifactId></project>");
    }
    assertThat(Modules.read(home).all())
        .extracting(Modules.Module::folder)
        .containsExactly("a", "b");
  }

  /** The schema of studies lies beside the games, and is on the class path. */
  @Test
  void resourcesElsewhereAreInputsToo() throws Stop {
    Modules modules = Modules.read(HOME);

    assertThat(inputs(modules, "experiments/cli"))
        .containsExactly(
            "pom.xml",
            "experiments/cli/pom.xml",
            "experiments/cli/src/main",
            "experiments/configs/networks/continents.yaml",
            "experiments/configs/networks/metro.yaml",
            "experiments/configs/networks/nation.yaml");
    assertThat(inputs(modules, "incentive-model/study"))
        .contains("incentive-model/games/schema.json");
  }

  private static List<String> inputs(Modules modules, String folder) {
    return modules.all().stream()
        .filter(each -> each.folder().equals(folder))
        .findFirst()
        .orElseThrow()
        .inputs();
  }
}
