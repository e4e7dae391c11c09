package org.medchain.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * PBFT-13 in the small: rule D of decision 0010 holds in every reachable state of the models, the
 * rules that it was chosen over fail where they are known to, and enough happens in the models for
 * both to mean something.
 *
 * <p>A configuration that holds must also have exactly as many states as when it was written: a
 * change of the model that loses behaviour would else pass for a proof. Where an invariant is
 * violated, TLC stops early, and the number says nothing.
 */
class PbftChainModelTest {
  private static final Path MODELS = Path.of("tla");
  private static final Path MODULE = MODELS.resolve("PbftChain.tla");
  private static final List<String> ROWS = new ArrayList<>();

  /**
   * A configuration and what TLC must say of it.
   *
   * @param config the file's name without its ending
   * @param verdict as {@link ModelChecker.Result} has it
   * @param distinctStates 0 if they are not asserted
   */
  record Model(String config, String verdict, long distinctStates) {
    private static Model holds(String config, long distinctStates) {
      return new Model(config, "holds", distinctStates);
    }

    private static Model violates(String config, String invariant) {
      return new Model(config, "violates " + invariant, 0);
    }

    @Override
    public String toString() {
      return config;
    }
  }

  static List<Model> models() {
    return List.of(
        Model.holds("D-2views", 30_954),
        Model.holds("D-3views", 7_956),
        Model.holds("D-3views-3heights", 24_182),
        Model.holds("D-2views-primary", 254_624),
        Model.holds("D-3views-primary", 44_502),
        Model.holds("D-3views-starts", 322_808),
        Model.holds("BT-3views", 6_501),
        // Two views are not enough to see what is wrong with B: keep a model of three.
        Model.holds("B-2views", 358),
        Model.violates("B-agreement", "Agreement"),
        Model.violates("A-links", "ChainLink"),
        Model.violates("Dx-links", "ChainLink"),
        Model.violates("Dopen-agreement", "Agreement"),
        Model.violates("implied-agreement", "Agreement"));
  }

  static List<Model> witnesses() {
    return Stream.of(
            "NobodyDecidesHeight2",
            "NobodyDecidesInView1",
            "NothingProposedAgain",
            "NothingDropped",
            "NoMixedChain",
            "NoVoteOnDecidedParent")
        .map(each -> Model.violates("witness-" + each, each))
        .toList();
  }

  static List<Model> largeModels() {
    return List.of(
        Model.holds("D-3views-starts-primary", 1_547_265), Model.holds("Ds-3views", 163_718));
  }

  @ParameterizedTest
  @MethodSource("models")
  void isAsExpected(Model model) throws IOException {
    check(model);
  }

  /** What is claimed never to happen does happen. */
  @ParameterizedTest
  @MethodSource("witnesses")
  void isReached(Model model) throws IOException {
    check(model);
  }

  @Tag("exhaustive")
  @ParameterizedTest
  @MethodSource("largeModels")
  void isAsExpectedInTheLarge(Model model) throws IOException {
    check(model);
  }

  private static void check(Model model) throws IOException {
    Path config = MODELS.resolve(model.config() + ".cfg");
    ModelChecker.Result result = ModelChecker.check(model.config(), MODULE, config);
    String row =
        String.join(
            ",",
            "PbftChain",
            model.config(),
            bounds(Files.readString(config)),
            model.verdict(),
            result.verdict(),
            Long.toString(result.distinctStates()),
            String.format(Locale.ROOT, "%.1f", result.cpuS()));
    System.out.println(row);
    ROWS.add(row);
    assertThat(result.verdict()).as(result.output()).isEqualTo(model.verdict());
    if (model.distinctStates() > 0) {
      assertThat(result.distinctStates()).isEqualTo(model.distinctStates());
    }
  }

  /** The bounds that a configuration sets, as one field of a table. */
  private static String bounds(String config) {
    List<Integer> values = new ArrayList<>();
    for (int height = 1; height <= 3; height++) {
      String set = constant(config, "Values" + height);
      if (!set.equals("{}")) {
        values.add(set.split(",").length);
      }
    }
    String perHeight = String.join("/", values.stream().map(String::valueOf).toList());
    return "rule=%s views=%d values=%s silent=%s starts=%s early_primary=%s"
        .formatted(
            constant(config, "Rule").replace("\"", ""),
            Integer.parseInt(constant(config, "MaxView")) + 1,
            perHeight,
            constant(config, "Silent"),
            constant(config, "Starts"),
            constant(config, "EarlyPrimary"));
  }

  private static String constant(String config, String name) {
    Matcher matcher = Pattern.compile("(?m)^ +" + name + " = (.*)$").matcher(config);
    assertThat(matcher.find()).as(name).isTrue();
    return matcher.group(1);
  }

  /** A configuration that no test runs would rot. */
  @Test
  void everyConfigurationIsChecked() throws IOException {
    List<String> checked =
        Stream.of(models(), witnesses(), largeModels())
            .flatMap(List::stream)
            .map(model -> model.config() + ".cfg")
            .toList();
    try (Stream<Path> files = Files.list(MODELS)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.endsWith(".cfg"))
          .containsExactlyInAnyOrderElementsOf(checked);
    }
  }

  /** Not to end well is not to have found a violation. */
  @Test
  void aModuleThatDoesNotParseViolatesNothing(@TempDir Path folder) throws IOException {
    Path module = Files.writeString(folder.resolve("Broken.tla"), "---- MODULE Broken ----\nx ==");
    Path config = Files.writeString(folder.resolve("Broken.cfg"), "INVARIANT x");
    assertThat(ModelChecker.check("Broken", module, config).verdict()).isEqualTo("error 150");
  }

  @AfterAll
  static void writeTable() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("model,config,bounds,expected,verdict,distinct_states,cpu_s");
    lines.addAll(ROWS.stream().sorted().toList());
    Files.write(Path.of("target", "models.csv"), lines);
  }
}
