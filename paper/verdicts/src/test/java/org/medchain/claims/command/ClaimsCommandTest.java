package org.medchain.claims.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.checkout.Repository;
import org.medchain.claims.file.Claim;
import org.medchain.claims.file.ClaimKind;
import org.medchain.claims.file.ClaimsFile;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine;

/** CLAIM-1, CLAIM-2: each claim has its place and a way to decide it. */
@Tag("statistical")
class ClaimsCommandTest {
  private static final String HOME = "medchain.home";
  private static final Path PROJECT = Repository.ROOT;
  private static final Pattern PATHS =
      Pattern.compile(
          "\\b((?:experiments/(?:configs|faults)|results)/[A-Za-z0-9_./-]*[A-Za-z0-9])");

  private static final Pattern COMMANDS = Pattern.compile("experiments/medchain ([a-z]+)");

  /** A package of this project, shortened, and a class in it. */
  private static final Pattern CLASSES = Pattern.compile("\\b([a-z]+(?:\\.[a-z]+)*)\\.([A-Z]\\w+)");

  @TempDir private Path root;
  private String home;

  /** What a command left behind. */
  private record Ended(int code, String out, String err) {}

  @BeforeEach
  void makeProject() throws IOException {
    home = System.getProperty(HOME, "");
    System.setProperty(HOME, root.toString());
    Files.createDirectories(root.resolve("paper"));
    Files.copy(ClaimsFile.of(PROJECT), ClaimsFile.of(root));
  }

  @AfterEach
  void forgetProject() {
    System.setProperty(HOME, home);
  }

  /** As {@code medchain} runs it, which prints a user's errors alone. */
  private static Ended run(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        new CommandLine(new ClaimsCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setParameterExceptionHandler(
                (e, given) -> {
                  err.append(e.getMessage());
                  return 2;
                })
            .setExecutionExceptionHandler(
                (e, line, parsed) -> {
                  err.append(e.getMessage());
                  return 2;
                });
    int code = command.execute(Arrays.copyOfRange(words, 1, words.length));
    return new Ended(code, out.toString(), err.toString());
  }

  private static List<Claim> claims() throws UserInputException {
    return ClaimsFile.read(ClaimsFile.of(PROJECT));
  }

  @Test
  void allAreListedAndCounted() throws Exception {
    Ended ended = run("claims");
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
      assertThat(run("claims", "--kind", kind.key()).out().lines()).hasSize((int) count + 2);
    }
  }

  @Test
  void oneIsShownWhole() throws Exception {
    for (Claim claim : claims()) {
      String shown = run("claims", claim.id()).out().replaceAll("\\s+", " ");
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
    refused(
        run("claims", "tamper-evidense"),
        "no claim is called 'tamper-evidense'; did you mean tamper-evidence?");
    refused(
        run("claims", "--kind", "proof"),
        "--kind: 'proof'; allowed: verdict, command, not-built, not-decidable");
  }

  /** Nothing runs, or nothing that ran has the key. */
  @Test
  void whatCannotBeSetIsNamed() {
    refused(
        run("claims", "large-volume", "--quick", "--set", "pbft_laod_s=3"),
        "--set: nothing is called 'pbft_laod_s'; allowed: seed, saturation_repeats, pbft_load_s,");
    refused(
        run("claims", "large-volume", "--quick", "--set", "pbft_load_s=many"),
        "--set: pbft_load_s is 'many'; allowed: a number from 0 to 2147483647");
    refused(
        run("claims", "header-own-hash", "--quick", "--set", "headers=3"),
        "header-own-hash: tests count for it, in one size and with one seed");
    refused(
        run("claims", "header-own-hash", "--quick", "--threshold", "share=1"),
        "--threshold: 'share=1'; wanted: metric=number with one of own_hash_share");
    refused(run("claims", "--set", "seed=1"), "--set, --threshold and --out need --quick");
    refused(run("claims", "--quick", "--full"), "exclude each other");
    refused(run("claims", "storage-cheap-none", "--quick"), "no claim is called");
  }

  /** CLAIM-16: what a test counted is read from the committed results, and decides. */
  @Test
  void countsOfTestsAreRead() throws Exception {
    System.setProperty(HOME, PROJECT.toString());
    Path out = root.resolve("out");
    Ended ended = run("claims", "header-own-hash", "--quick", "--out", out.toString());

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out()).startsWith("header-own-hash: fails");
    assertThat(out.resolve("raw/header-own-hash.csv"))
        .hasSameTextualContentAs(PROJECT.resolve("results/claims/raw/header-own-hash.csv"));
  }

  private static void refused(Ended ended, String line) {
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains(line);
    assertThat(ended.out()).isEmpty();
  }

  private static String text(Claim claim, String field) {
    return claim.fields().getOrDefault(field, "");
  }

  @Test
  void eachSaysWhetherItDependsOnWording() throws Exception {
    for (Claim claim : claims()) {
      String depends = text(claim, "depends_on_wording");
      assertThat(depends).as(claim.id()).isIn("yes", "no");
      if (claim.kind() == ClaimKind.VERDICT && depends.equals("yes")) {
        assertThat(text(claim, "wording")).as(claim.id()).isNotEmpty();
      }
    }
  }

  /** A hypothesis is called one, until its experiment has run. */
  @Test
  void whatIsExpectedIsNoResult() throws Exception {
    assertThat(claims().stream().filter(claim -> claim.kind() == ClaimKind.VERDICT))
        .allSatisfy(claim -> assertThat(text(claim, "expected")).startsWith("hypothesis: "));
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
              .map(file -> PROJECT.relativize(file).toString())
              .filter(file -> file.endsWith(".java") && !file.contains("target/"))
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
    String help = Files.readString(PROJECT.resolve("README.md")) + reference();
    for (Claim claim : claims()) {
      for (String name : found(claim, COMMANDS, match -> match.group(1))) {
        assertThat(help).as(claim.id()).contains(name);
      }
    }
  }

  private static String reference() throws IOException {
    return Files.readString(PROJECT.resolve("experiments/usage.txt"));
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
        "claims: [{id: x, kind: command, command: c}] | x: a place without source, section or"
            + " quote",
        "'claims: [{id: x, kind: command, source: a, section: b, quote: c}]' | x: a command needs"
            + " 'command'",
        "'claims: [' | not YAML",
      })
  void anEntryThatLacksSomethingIsNamed(String text, String problem) throws IOException {
    Path file = Files.writeString(root.resolve("c.yaml"), text);
    assertThatThrownBy(() -> ClaimsFile.read(file))
        .isInstanceOf(UserInputException.class)
        .hasMessageContaining(file + ": " + problem.strip());
  }
}
