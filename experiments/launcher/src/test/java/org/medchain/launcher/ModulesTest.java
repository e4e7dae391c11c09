package org.medchain.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;

/** The real poms as the launcher reads them (EXP-24). */
class ModulesTest {
  private static final Path HOME = Repository.ROOT;
  private static final Pattern ELSEWHERE =
      Pattern.compile("<resource>(?:(?!</resource>).)*<directory>(\\.\\./[^<]+)", Pattern.DOTALL);

  @Test
  void modulesOfProfilesAreModulesAndEachIsThere() throws IOException {
    assertThat(PreparedBuild.modules(HOME))
        .contains("reference-node/core", "experiments/cli", "experiments/spark")
        .doesNotHaveDuplicates()
        .allMatch(each -> Files.isRegularFile(HOME.resolve(each).resolve("pom.xml")));
  }

  /** The schema of studies lies beside the games, and is on the class path. */
  @Test
  void resourcesElsewhereAreInputsToo() throws IOException {
    for (String module : PreparedBuild.modules(HOME)) {
      String pom = Files.readString(HOME.resolve(module).resolve("pom.xml"));
      Stream<MatchResult> found = ELSEWHERE.matcher(pom).results();
      assertThat(found.map(each -> Path.of(module, each.group(1)).normalize().toString()))
          .allMatch(
              folder -> PreparedBuild.ELSEWHERE.stream().anyMatch(it -> it.startsWith(folder)));
    }
    assertThat(PreparedBuild.ELSEWHERE).allMatch(each -> Files.exists(HOME.resolve(each)));
  }
}
