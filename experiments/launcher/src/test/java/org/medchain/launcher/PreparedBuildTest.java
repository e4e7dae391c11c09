package org.medchain.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.checkout.Repository;
import org.medchain.launcher.Checkout.Ended;

/** REL-3: a copy with prepared records starts commands where there is no Maven. */
@Tag("process")
class PreparedBuildTest {
  private static final String CLI = "experiments/cli";
  private static final String CORE = "reference-node/core";

  @TempDir private static Path folder;
  private static Checkout copy;

  @BeforeAll
  static void prepare() throws Exception {
    Path built = Checkout.built().home();
    // Only sources: no target folder, no Maven.
    copy = Checkout.create(Files.createDirectories(folder.resolve("copy")));
    Files.delete(copy.home().resolve("bin/mvn"));
    for (String module : List.of(CLI, CORE)) {
      String jar = module.substring(module.lastIndexOf('/') + 1) + ".jar";
      Path place = copy.home().resolve(PreparedBuild.place(module, jar));
      Files.createDirectories(place.getParent());
      Files.copy(built.resolve(module).resolve("target/quick").resolve(jar), place);
    }
    List<String> entries =
        List.of(PreparedBuild.place(CLI, "cli.jar"), PreparedBuild.place(CORE, "core.jar"));
    Map<String, String> records = PreparedBuild.records(copy.home(), CLI, entries);
    for (Map.Entry<String, String> each : records.entrySet()) {
      Files.writeString(copy.home().resolve(each.getKey()), each.getValue());
    }
  }

  /** The tools that the script uses, and nothing else, as on a machine without Maven. */
  private static Ended run(String... words) throws IOException, InterruptedException {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    for (String each : "sh cat cmp dirname readlink sed mkdir mv rm".split(" ", -1)) {
      Path link = tools.resolve(each);
      if (!Files.exists(link)) {
        Files.createSymbolicLink(link, Tools.find(each).orElseThrow());
      }
    }
    return copy.run(List.of(), Map.of("PATH", tools.toString()), copy.script(), words);
  }

  @Test
  void commandsStartWithoutMaven() throws Exception {
    Ended ended = run("check", "a b");

    assertThat(ended.out()).startsWith("cli first|check|a b ");
    assertThat(ended.code()).isZero();
  }

  @Test
  void aChangedSourceIsNotRunWithOldClasses() throws Exception {
    copy.write(Checkout.CORE, Checkout.word("second"));
    Ended ended = run("check");
    copy.write(Checkout.CORE, Checkout.word("first"));

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("experiments/cli must be built first");
    assertThat(run("check").code()).isZero();
  }

  @Test
  void allStartedModulesAreModules() throws Exception {
    assertThat(PreparedBuild.started())
        .contains(CLI, Route.STUDY, Route.CLUSTER, "paper/report")
        .isSubsetOf(PreparedBuild.modules(Repository.ROOT));
  }
}
