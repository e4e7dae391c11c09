package org.medchain.experiments.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.experiments.results.RunCode;
import tools.jackson.databind.JsonNode;

/** What is committed in {@code results/} says where it comes from (RES-1). */
class CommittedResultsTest {
  private static final Path HOME = Repository.ROOT;

  /** The folder in which commands of this machine write uncommitted results. */
  private static final Set<String> NOT_COMMITTED = Set.of("runs", "calibration");

  private static final Pattern DEPENDENCY =
      Pattern.compile("<dependency>.*?</dependency>", Pattern.DOTALL);
  private static final Pattern OWN = Pattern.compile("<artifactId>(medchain-[a-z-]+)</artifactId>");

  @Test
  void everyFolderHasAManifest() throws Exception {
    List<String> named =
        ReferenceResult.all(HOME).stream()
            .map(each -> each.name().replaceFirst("/.*", ""))
            .toList();
    assertThat(folders(HOME.resolve("results"))).isNotEmpty().isSubsetOf(named);
    assertThat(folders(HOME.resolve("results/games")))
        .allMatch(name -> Files.exists(HOME.resolve("results/games/" + name + "/manifest.json")));
  }

  private static List<String> folders(Path top) throws IOException {
    try (Stream<Path> inside = Files.list(top)) {
      return inside
          .filter(Files::isDirectory)
          .map(each -> each.getFileName().toString())
          .filter(name -> !NOT_COMMITTED.contains(name))
          .toList();
    }
  }

  @Test
  void everyManifestIsComplete() throws Exception {
    for (ReferenceResult each : ReferenceResult.all(HOME)) {
      JsonNode manifest = each.manifest();
      assertThat(each.commandLine()).as(each.name()).isNotBlank();
      assertThat(each.code()).as(each.name()).isNotEmpty();
      for (String field : List.of("code_hash", ResultFiles.FIELD)) {
        assertThat(each.text(field)).as(each.name() + " " + field).matches("[0-9a-f]{64}");
      }
      assertThat(each.text("commit")).as(each.name()).matches("[0-9a-f]{40}");
      assertThat(Instant.parse(each.text("end"))).as(each.name()).isAfter("2026-01-01T00:00:00Z");
      // Older results without a manifest say that these facts are unknown.
      if (each.text("not_noted").isEmpty()) {
        assertThat(manifest.path("clean").isBoolean()).as(each.name() + " clean").isTrue();
        for (String part : List.of("jdk", "os", "cpu")) {
          assertThat(manifest.path(part).isObject()).as(each.name() + " " + part).isTrue();
        }
      }
    }
  }

  @Test
  void testsThatHoldAResultExist() throws Exception {
    for (ReferenceResult each : ReferenceResult.all(HOME)) {
      for (String test : each.checkedByTests()) {
        String source = "src/test/java/" + test.replace('.', '/') + ".java";
        assertThat(modules().values().stream().map(HOME::resolve))
            .as(each.name() + ": " + test)
            .anyMatch(module -> Files.exists(module.resolve(source)));
      }
    }
  }

  /**
   * A module that a result depends on brings those that it depends on, or the parts in use; except
   * for the launcher, which is asked how a program ends, and the checkers of histories: neither
   * takes part in a figure.
   */
  @Test
  void codeIsClosedUnderDependencies() throws Exception {
    ExperimentConfig config = ExperimentConfig.of("q", List.of(ProtocolKind.PBFT), List.of(4));
    List<List<String>> all = new ArrayList<>(List.of(RunCode.of(HOME, config)));
    for (ReferenceResult each : ReferenceResult.all(HOME)) {
      all.add(each.code());
    }
    Map<String, String> modules = modules();
    assertThat(modules).containsKeys("medchain-core", "medchain-cluster", "medchain-study");
    for (List<String> code : all) {
      for (String module : code) {
        for (String needed : modules.containsValue(module) ? needs(module) : List.<String>of()) {
          String folder = modules.get(needed);
          if (needed.equals("medchain-launcher") || needed.equals("medchain-history")) {
            continue;
          }
          assertThat(code)
              .as("%s needs %s", module, needed)
              .anyMatch(path -> path.equals(folder) || path.startsWith(folder + "/"));
        }
      }
    }
  }

  /** The modules' folders by their names. */
  private static Map<String, String> modules() throws IOException {
    Map<String, String> folders = new HashMap<>();
    Matcher listed =
        Pattern.compile("<module>(.+)</module>").matcher(Files.readString(HOME.resolve("pom.xml")));
    while (listed.find()) {
      String pom = Files.readString(HOME.resolve(listed.group(1)).resolve("pom.xml"));
      Matcher own = OWN.matcher(pom.replaceAll("(?s)<dependencies>.*?</dependencies>", ""));
      assertThat(own.find()).as(listed.group(1)).isTrue();
      folders.put(own.group(1), listed.group(1));
    }
    return folders;
  }

  /** Modules whose code runs where this one does: not those for its tests. */
  private static List<String> needs(String module) throws IOException {
    List<String> needed = new ArrayList<>();
    Matcher each = DEPENDENCY.matcher(Files.readString(HOME.resolve(module).resolve("pom.xml")));
    while (each.find()) {
      Matcher own = OWN.matcher(each.group());
      boolean runs = !each.group().contains("test</scope>") && !each.group().contains("<type>test");
      if (runs && own.find()) {
        needed.add(own.group(1));
      }
    }
    return needed;
  }
}
