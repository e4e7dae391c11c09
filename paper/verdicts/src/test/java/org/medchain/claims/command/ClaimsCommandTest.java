package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.experiments.CommandFixture.Ended;
import org.medchain.experiments.claims.Claim;
import org.medchain.experiments.claims.ClaimKind;
import org.medchain.experiments.claims.ClaimsFile;
import org.medchain.experiments.config.UserInputException;

/** CLAIM-1, CLAIM-2: each claim has its place and a way to decide it. */
class ClaimsCommandTest {
  private static final Path PROJECT = Path.of("").toAbsolutePath().getParent().getParent();
  private static final Pattern PATHS =
      Pattern.compile(
          "\\b((?:experiments/(?:configs|faults)|results)/[A-Za-z0-9_./-]*[A-Za-z0-9])");

  private static final Pattern COMMANDS = Pattern.compile("experiments/medchain ([a-z]+)");

  /** A package of this project, shortened, and a class in it. */
  private static final Pattern CLASSES = Pattern.compile("\\b([a-z]+(?:\\.[a-z]+)*)\\.([A-Z]\\w+)");

  @TempDir Path root;
  private CommandFixture command;

  @BeforeEach
  void makeProject() throws IOException {
    command = new CommandFixture(root, FakeTrials::run);
    Files.createDirectories(root.resolve("paper"));
    Files.copy(ClaimsFile.of(PROJECT), ClaimsFile.of(root));
  }

  private static List<Claim> claims() throws UserInputException {
    return ClaimsFile.read(ClaimsFile.of(PROJECT));
  }

  @Test
  void allAreListedAndCounted() throws Exception {
    Ended ended = command.run("claims");
    assertThat(ended.code()).as(ended.err()).isZero();
    List<String> lines = ended.out().lines().toList();
    List<Claim> claims = claims();
    for (int i = 0; i < claims.size(); i++) {
      assertThat(lines.get(i)).startsWith(claims.get(i).id() + " ");
    }
    assertThat(lines.getLast()).startsWith(claims.size() + " claims: ");
    for (ClaimKind kind : ClaimKind.values()) {
      long count = claims.stream().filter(claim -> claim.kind() == kind).count();
      assertThat(lines.getLast()).contains(count + " " + kind.key());
      assertThat(command.run("claims", "--kind", kind.key()).out().lines())
          .hasSize((int) count + 2);
    }
  }

  @Test
  void oneIsShownWhole() throws Exception {
    for (Claim claim : claims()) {
      String shown = command.run("claims", claim.id()).out().replaceAll("\\s+", " ");
      assertThat(shown).startsWith(claim.id() + " (" + claim.kind().key() + ")");
      claim.places().forEach(place -> assertThat(shown).contains(oneLine(place.quote())));
      claim.fields().values().forEach(text -> assertThat(shown).contains(oneLine(text)));
    }
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }

  @Test
  void whatIsUnknownIsNamed() {
    MedchainTest.refused(
        command.run("claims", "tamper-evidense"),
        "no claim is called 'tamper-evidense'; did you mean tamper-evidence?");
    MedchainTest.refused(
        command.run("claims", "--kind", "proof"),
        "--kind: 'proof'; allowed: verdict, command, not-built, not-decidable");
  }

  @Test
  void eachSaysWhetherItDependsOnWording() throws Exception {
    for (Claim claim : claims()) {
      String depends = claim.text("depends_on_wording");
      assertThat(depends).as(claim.id()).isIn("yes", "no");
      if (claim.kind() == ClaimKind.VERDICT && depends.equals("yes")) {
        assertThat(claim.text("wording")).as(claim.id()).isNotEmpty();
      }
    }
  }

  /** A hypothesis is called one, until its experiment has run. */
  @Test
  void whatIsExpectedIsNoResult() throws Exception {
    assertThat(claims().stream().filter(claim -> claim.kind() == ClaimKind.VERDICT))
        .allSatisfy(claim -> assertThat(claim.text("expected")).startsWith("hypothesis: "));
  }

  @Test
  void filesThatTheyNameExist() throws Exception {
    for (Claim claim : claims()) {
      for (String path : found(claim, PATHS, match -> match.group(1))) {
        assertThat(PROJECT.resolve(path)).as(claim.id()).exists();
      }
    }
  }

  @Test
  void classesThatTheyNameExist() throws Exception {
    Set<String> names;
    try (Stream<Path> files = Files.walk(PROJECT)) {
      names =
          files
              .map(Path::toString)
              .filter(file -> file.endsWith(".java") && !file.contains("/target/"))
              .map(file -> file.replace('/', '.'))
              .collect(Collectors.toSet());
    }
    for (Claim claim : claims()) {
      for (String name : found(claim, CLASSES, match -> match.group(1) + "." + match.group(2))) {
        assertThat(names)
            .as("%s: %s", claim.id(), name)
            .anyMatch(file -> file.endsWith("." + name + ".java"));
      }
    }
  }

  @Test
  void commandsThatTheyNameExist() throws Exception {
    String help = command.run("--help").out();
    for (Claim claim : claims()) {
      for (String name : found(claim, COMMANDS, match -> match.group(1))) {
        assertThat(help).as(claim.id()).containsPattern("(?m)^ +" + name + "  ");
      }
    }
  }

  private static Set<String> found(
      Claim claim, Pattern pattern, Function<MatchResult, String> name) {
    return claim.fields().values().stream()
        .flatMap(text -> pattern.matcher(text).results())
        .map(name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "claims: {a: b} | a list 'claims' is wanted",
        "claims: [{kind: verdict}] | an entry without an id",
        "claims: [{id: x, kind: proof}] | x: kind: 'proof'; allowed: verdict, command",
        "claims: [{id: x, kind: command, command: c}] | x: a place without source, section or quote",
        "'claims: [{id: x, kind: command, source: a, section: b, quote: c}]' | x: a command needs 'command'",
        "'claims: [' | not YAML",
      })
  void anEntryThatLacksSomethingIsNamed(String text, String problem) throws IOException {
    Path file = Files.writeString(root.resolve("c.yaml"), text);
    assertThatThrownBy(() -> ClaimsFile.read(file))
        .isInstanceOf(UserInputException.class)
        .hasMessageContaining(file + ": " + problem.strip());
  }
}
