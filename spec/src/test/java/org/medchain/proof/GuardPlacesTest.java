package org.medchain.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;

/** PROOF-5: a guard names what is there. */
class GuardPlacesTest {
  private static final Path PROJECT = Repository.ROOT;
  private static final Path CONSENSUS =
      PROJECT.resolve("reference-node/core/src/main/java/org/medchain/consensus");

  private final ProofText proof = ProofText.load();

  @Test
  void eachHasARequirement() throws IOException {
    String requirements = allText(PROJECT.resolve("spec/requirements"), ".md");

    for (ProofGuard guard : proof.guards.values()) {
      assertThat(requirements).as(guard.name()).contains("| " + guard.requirement() + " |");
    }
  }

  @Test
  void eachHasAMethod() throws IOException {
    for (ProofGuard guard : proof.guards.values()) {
      int dot = guard.method().indexOf('.');
      String type = guard.method().substring(0, dot);
      String method = guard.method().substring(dot + 1);
      try (Stream<Path> files = Files.walk(CONSENSUS)) {
        Path file =
            files
                .filter(each -> each.endsWith(type + ".java"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(guard.name() + " names no class: " + type));
        assertThat(Files.readString(file)).as(guard.name()).contains(" " + method + "(");
      }
    }
  }

  @Test
  void itsRuleIsOneOfTheTraceModel() throws IOException {
    Path models = PROJECT.resolve("spec/tla");
    String model =
        Files.readString(models.resolve("PbftMessages.tla"))
            + Files.readString(models.resolve("PbftRequests.tla"));

    for (ProofGuard guard : proof.guards.values()) {
      if (!guard.rule().isEmpty()) {
        assertThat(model).as(guard.name()).contains("Must(\"" + guard.rule() + "\"");
      }
    }
  }

  /** The page is held to the model and the code by ActionsPageTest. */
  @Test
  void theActionsPageNamesItBesideItsRule() throws IOException {
    Map<String, String> page = new TreeMap<>();
    for (String line : Files.readAllLines(PROJECT.resolve("spec/actions.md"))) {
      String[] cells = line.split(" *\\| *", -1);
      if (cells.length == 7 && cells[4].startsWith("`")) {
        Stream.of(cells[5].split(", "))
            .filter(guard -> guard.contains("."))
            .forEach(guard -> page.put(guard, cells[2]));
      }
    }
    Map<String, String> proved = new TreeMap<>();
    proof.guards.values().stream()
        .filter(guard -> !guard.rule().isEmpty())
        .forEach(guard -> proved.put(guard.name(), guard.rule()));

    assertThat(page).isEqualTo(proved).hasSizeGreaterThan(30);
  }

  private static String allText(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(each -> each.toString().endsWith(ending))
          .map(GuardPlacesTest::text)
          .collect(Collectors.joining());
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
