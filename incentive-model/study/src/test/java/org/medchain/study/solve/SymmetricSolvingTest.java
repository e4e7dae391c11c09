package org.medchain.study.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.experiments.config.UserInputException;
import org.medchain.study.Studies;
import tools.jackson.databind.JsonNode;

/** What is told of symmetric 2 × 2 games, against the formulas of the textbooks. */
class SymmetricSolvingTest {
  private static JsonNode solved(String concepts, int a, int b, int c, int d, String more)
      throws UserInputException {
    return Studies.solved(
        String.format(
            Locale.ROOT,
            """
            name: q
            game: {kind: symmetric, strategies: [x, y], payoffs: [[%d, %d], [%d, %d]]}
            solve: {concepts: [%s]%s}
            """,
            a,
            b,
            c,
            d,
            concepts,
            more));
  }

  /**
   * Weibull (1995), §2.2: of a ≠ c and b ≠ d, x is an ESS where a > c, y where d > b, and else
   * their mixture, (b − d) to (c − a), alone; that mixture is invaded where both are ESS.
   */
  @Property(seed = "24", tries = 100)
  void stabilityIsThatOfTheSigns(
      @ForAll @IntRange(min = -5, max = 5) int a,
      @ForAll @IntRange(min = -5, max = 5) int b,
      @ForAll @IntRange(min = -5, max = 5) int c,
      @ForAll @IntRange(min = -5, max = 5) int d)
      throws UserInputException {
    Assume.that(a != c && b != d);
    List<String> wanted = new ArrayList<>();
    if (a > c) {
      wanted.add("[\"1\",\"0\"] ESS, strict");
    }
    if (d > b) {
      wanted.add("[\"0\",\"1\"] ESS, strict");
    }
    if (a > c == d > b) {
      BigFraction share = new BigFraction(b - d, b - d + c - a);
      BigFraction rest = BigFraction.ONE.subtract(share);
      String mixture = "[\"%s\",\"%s\"]".formatted(written(share), written(rest));
      wanted.add(mixture + (a > c ? " none: invaded" : " ESS"));
    }
    List<String> told = new ArrayList<>();
    for (JsonNode each : solved("stability", a, b, c, d, "").path("stability")) {
      told.add(each.path("exact") + " " + each.path("verdict").asString());
      assertThat(each.path("dimension").asInt()).isZero();
      assertThat(each.has("mutant")).isEqualTo(told.getLast().endsWith("invaded"));
    }
    assertThat(told).containsExactlyInAnyOrderElementsOf(wanted);
  }

  private static String written(BigFraction number) {
    return number.getNumerator() + "/" + number.getDenominator();
  }

  /**
   * Friedman (1971): cooperation is kept up by the threat of defection from (T − R) / (T − P) on;
   * defection forever from 0 on.
   */
  @Property(seed = "24", tries = 50)
  void highDiscountFactorsSustainCooperation(
      @ForAll @IntRange(min = 1, max = 20) int sucker,
      @ForAll @IntRange(min = 1, max = 20) int punished,
      @ForAll @IntRange(min = 1, max = 20) int temptation)
      throws UserInputException {
    int s = -sucker;
    int p = 0;
    int r = punished;
    int t = r + temptation;
    BigFraction least = new BigFraction(t - r, t - p);
    JsonNode told = solved("nash", r, s, t, p, ", discount: 1/2").path("repeated");
    assertThat(told.path("discount").asDouble()).isEqualTo(0.5);
    JsonNode cooperation = told.at("/profiles/0");
    assertThat(cooperation.path("actions").toString()).isEqualTo("[\"x\",\"x\"]");
    assertThat(cooperation.path("least_discount").asDouble())
        .isCloseTo(least.doubleValue(), within(1e-15));
    assertThat(cooperation.path("holds").asBoolean())
        .isEqualTo(least.compareTo(BigFraction.ONE_HALF) <= 0);
    JsonNode defection = told.path("profiles").get(told.path("profiles").size() - 1);
    assertThat(defection.path("actions").toString()).isEqualTo("[\"y\",\"y\"]");
    assertThat(defection.path("least_discount").asDouble()).isZero();
  }

  /** Thirds that are no decimals: the mixture is an equilibrium, and neutral, as the mixer is. */
  @Example
  void fractionsStayFractions() throws UserInputException {
    String text = "name: q\ngame: {kind: symmetric, strategies: [x, y, z], payoffs: %s}\n%s";
    String sixths = "[[0, 2/3, 0], [2/3, 0, 0], [1/6, 1/2, 0]]";
    assertThat(Studies.solved(text.formatted(sixths, "solve: {concepts: [stability]}")).toString())
        .contains("[\"1/2\",\"1/2\",\"0\"]");
    String mixer = "[[-2, 2, 2/3], [0, 1, 2/3], [-2/3, 4/3, 2/3]]";
    JsonNode told = Studies.solved(text.formatted(mixer, "solve: {concepts: [stability]}"));
    assertThat(told.path("stability"))
        .allMatch(each -> each.path("verdict").asString().startsWith("NSS"));
    JsonNode evolved = Studies.evolved(text.formatted(mixer, "")).json();
    assertThat(evolved.toString()).contains("\"complete\":true").contains("\"dimension\":1");
  }
}
