package org.medchain.claims.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.checkout.Repository;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.file.ClaimSeeds;
import org.medchain.claims.file.ClaimsFile;
import org.medchain.claims.file.Criterion;
import org.medchain.claims.file.Criterion.Comparison;
import org.medchain.claims.verdict.Verdict.VerdictKind;
import org.medchain.experiments.results.GitWorkingTree;

/**
 * CLAIM-3, CLAIM-4, CLAIM-5: from figures and bounds to a verdict, and whether a written one
 * follows.
 */
class VerdictTest {
  private static final Path PROJECT = Repository.ROOT;

  @TempDir private Path repository;

  private static ClaimFigures figures(double common, double first, double second) {
    ClaimFigures figures = new ClaimFigures();
    figures.value("common", common, 1, "of every reading");
    figures.value("first", first, 1, "of one reading");
    figures.value("second", second, 1, "of the other");
    return figures;
  }

  private static List<Criterion> criteria() {
    return List.of(
        new Criterion("common", Comparison.AT_MOST, 1, Optional.empty(), Optional.empty()),
        new Criterion("first", Comparison.ABOVE, 0, Optional.empty(), Optional.of("it is small")),
        new Criterion("second", Comparison.EQUAL, 3, Optional.empty(), Optional.of("it is large")));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0.1, 3, holds",
    "1, 0.1, 2, holds only if it is small",
    "1, 0, 3, holds only if it is large",
    "1, 0, 2, fails",
    "1.1, 0.1, 2, fails",
  })
  void verdictsFollowFromReadings(double common, double first, double second, String verdict) {
    assertThat(Verdict.of(criteria(), figures(common, first, second)).text()).isEqualTo(verdict);
  }

  /** A planted false threshold turns the verdict. */
  @Test
  void anotherThresholdTurnsIt() {
    List<Criterion> planted = new ArrayList<>(criteria());
    planted.set(0, planted.getFirst().with(0.5));
    assertThat(Verdict.of(planted, figures(1, 0.1, 3)).kind()).isEqualTo(VerdictKind.FAILS);
  }

  @Test
  void aBoundWithoutItsFigureIsNoVerdict() {
    ClaimFigures none = new ClaimFigures();
    assertThatThrownBy(() -> Verdict.of(criteria(), none))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("common");
    assertThatThrownBy(() -> Verdict.of(criteria(), figures(Double.NaN, 0.1, 3)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was not measured");
  }

  @Test
  void theEndsOfAnIntervalAreFiguresToo() {
    ClaimFigures figures = new ClaimFigures();
    figures.share("hits", 0, 100, "of a hundred");
    assertThat(figures.find("hits_low")).hasValue(0);
    assertThat(figures.find("hits_high").orElseThrow()).isBetween(0.036, 0.037);
    assertThat(figures.find("other_high")).isEmpty();
  }

  /** Two systems, each with a mean of these values. */
  private static ClaimFigures two(double[] one, double[] other) {
    ClaimFigures figures = new ClaimFigures();
    figures.mean("one", one, "a system");
    figures.mean("other", other, "the other");
    return figures;
  }

  /** Of a claim that one system has at least 1.2 times what the other has. */
  private static Verdict compared(ClaimFigures figures) throws Exception {
    return Verdict.of(
        ClaimsFile.read("c.yaml", file(">= 1.2 * other").replace("common", "one"))
            .getFirst()
            .criteria(),
        figures);
  }

  /** CLAIM-12: a constant, the grain of a window, or too wide an interval decides nothing. */
  @Test
  void whatComparesTwoSystemsNeedsTwoMeasurements() throws Exception {
    double[] much = {99, 100, 101};
    double[] little = {49, 50, 51};
    double[] grain = {50, 50, 50};
    assertThat(compared(two(much, little)).kind()).isEqualTo(VerdictKind.HOLDS);
    assertThat(compared(two(little, much)).kind()).isEqualTo(VerdictKind.FAILS);
    assertThat(compared(two(much, grain)).text()).isEqualTo("not decided");
    assertThat(compared(two(grain, little)).kind()).isEqualTo(VerdictKind.NOT_DECIDED);
    assertThat(compared(two(much, new double[] {83, 84, 85})).kind())
        .isEqualTo(VerdictKind.NOT_DECIDED);
    assertThat(compared(two(much, new double[] {50})).kind()).isEqualTo(VerdictKind.NOT_DECIDED);
    assertThat(compared(two(much, new double[0])).kind()).isEqualTo(VerdictKind.NOT_DECIDED);
    ClaimFigures typed = new ClaimFigures();
    typed.mean("one", much, "measured");
    typed.value("other", 50.0, 1, "a constant");
    assertThat(compared(typed).kind()).isEqualTo(VerdictKind.NOT_DECIDED);
    assertThat(compared(typed).outcomes().getFirst().met()).isEqualTo(Verdict.Met.OPEN);
    assertThatThrownBy(() -> ClaimsFile.read("c.yaml", file("= other")))
        .hasMessageContaining("'= other'");
  }

  /** The same of a bound on the end of an interval, which is what estimates have. */
  @Test
  void theEndOfAnIntervalWithoutWidthDecidesNothing() throws Exception {
    List<Criterion> low =
        ClaimsFile.read("c.yaml", file("> 1").replace("common", "one_low")).getFirst().criteria();
    double[] grain = {1.05, 1.05, 1.05};
    assertThat(Verdict.of(low, two(grain, grain)).kind()).isEqualTo(VerdictKind.NOT_DECIDED);
    assertThat(Verdict.of(low, two(new double[] {1.04, 1.05, 1.06}, grain)).kind())
        .isEqualTo(VerdictKind.HOLDS);
    ClaimFigures ends = new ClaimFigures();
    for (String metric : List.of("one", "one_low", "one_high")) {
      ends.value(metric, 1.05, 3, "a ratio");
    }
    assertThat(Verdict.of(low, ends).kind()).isEqualTo(VerdictKind.NOT_DECIDED);
  }

  /** A reading that is decided counts; what is open beside it is told. */
  @Test
  void anOpenReadingIsNamedBesideOnesThatHold() throws Exception {
    List<Criterion> criteria = new ArrayList<>(criteria());
    criteria.add(
        new Criterion(
            "first", Comparison.ABOVE, 1, Optional.of("second"), Optional.of("it is compared")));
    assertThat(Verdict.of(criteria, figures(1, 0.1, 2)).text())
        .isEqualTo("holds only if it is small; not decided if it is compared");
    assertThat(Verdict.of(criteria, figures(1, 0, 2)).text()).isEqualTo("not decided");
    assertThat(Verdict.of(criteria, figures(2, 0, 2)).text()).isEqualTo("fails");
  }

  /** A file of claims with one claim, whose bound is this one. */
  private static String file(String must) {
    return """
    seeds: {decisive: 7, pilots: [1]}
    claims:
      - {id: c, kind: verdict, source: s, section: '1', quote: q, hypothesis: h,
         experiment: e, metric: m, threshold: t, expected: x,
         criteria: [{metric: common, must: '%s'}]}
    """
        .formatted(must);
  }

  private String commit(String must) throws Exception {
    Path claims = ClaimsFile.of(repository);
    Files.createDirectories(claims.getParent());
    Files.writeString(claims, file(must));
    git("add", "paper");
    git("-c", "user.name=t", "-c", "user.email=t@localhost", "commit", "--allow-empty", "-qm", "c");
    return git("rev-parse", "HEAD").strip();
  }

  private String git(String... words) {
    return GitWorkingTree.output(repository, List.of(words)).orElseThrow();
  }

  /** What is wrong with a written verdict, of a figure that was measured at a commit. */
  private List<String> problems(String commit, String written, double figure, long seed)
      throws Exception {
    Path claims = ClaimsFile.of(repository);
    VerdictFiles.VerdictRow row =
        new VerdictFiles.VerdictRow("c", written, false, "common", figure, "<= 1", "", "true");
    ClaimFigures figures = new ClaimFigures();
    figures.value("common", figure, 1, "");
    return new VerdictCheck(
            ClaimsFile.read(claims), ClaimsFile.seeds(claims), new ThresholdHistory(repository))
        .problems(List.of(row), Map.of("c", figures), commit, seed);
  }

  @Test
  void aWrittenVerdictFollowsOrIsNamed() throws Exception {
    git("init", "-q");
    String first = commit("<= 1");
    assertThat(problems(first, "holds", 0.5, 7)).isEmpty();
    assertThat(problems(first, "holds", 1.5, 7)).singleElement().asString().contains("'fails'");
    assertThat(problems(first, "holds", 0.5, 1)).singleElement().asString().contains("pilot");
    assertThat(problems(first, "holds", 0.5, 8)).hasSize(1);
    assertThat(problems("0".repeat(40), "holds", 0.5, 7))
        .singleElement()
        .asString()
        .contains("not in this history");

    String second = commit("<= 2");
    assertThat(problems(first, "holds", 0.5, 7))
        .as("a threshold that is younger than its result")
        .singleElement()
        .asString()
        .contains("changed after");
    assertThat(problems(second, "holds", 1.5, 7)).isEmpty();
  }

  @Test
  void theFilesSeedsDiffer() throws Exception {
    ClaimSeeds seeds = ClaimsFile.seeds(ClaimsFile.of(PROJECT));
    assertThat(seeds.pilots()).isNotEmpty().doesNotContain(seeds.decisive());
    assertThatThrownBy(() -> new ClaimSeeds(1, List.of(1L)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
