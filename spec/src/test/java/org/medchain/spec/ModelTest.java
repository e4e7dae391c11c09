package org.medchain.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tests of a model: each of its cases is checked and is a row of {@link ModelTable}, which says
 * what must come of it; how it is checked is TLC's exhaustive search unless a subclass says
 * otherwise. A new case is a row with the model, the configuration and what is expected.
 *
 * <p>The build checks what the committed row is not of, because the model, its configuration or the
 * checker has changed since ({@link ModelInputs}), and of each model the cheapest case that holds
 * and the cheapest that does not, so that a checker that says yes to all is seen. All of them again
 * with {@code -Pexhaustive}.
 *
 * <p>Nothing is kept between tests, so that they may run in any order, alone, and two at a time: a
 * checker is a process with one thread.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ModelTest {
  /** Where fewer states hold, next to nothing happens in the model. */
  private static final long FEW_STATES = 50;

  private final List<String> models;

  /** The rows of these models are the cases, and say what must come of them. */
  ModelTest(String... models) {
    this.models = List.of(models);
  }

  /** What the build checks when it has changed. */
  List<Case> cases() {
    List<Case> all = new ArrayList<>(Case.ofRows(row -> models.contains(row.model())));
    all.removeAll(largeCases());
    return all;
  }

  /** What it checks with {@code -Pexhaustive} only. */
  List<Case> largeCases() {
    return List.of();
  }

  /** The cases of these configurations. */
  final List<Case> named(String configs) {
    Set<String> wanted = Set.of(configs.strip().split("\\s+", -1));
    List<Case> found =
        Case.ofRows(row -> models.contains(row.model()) && wanted.contains(row.config()));
    assertThat(found).as(configs).hasSameSizeAs(wanted);
    return found;
  }

  ModelChecker.Result run(Case each) {
    return ModelChecker.check(each);
  }

  final List<Case> cheapestAndChangedCases() {
    Set<String> seen = new HashSet<>();
    return cases().stream()
        .sorted(Comparator.comparingDouble(ModelTest::committedCpuS))
        .filter(each -> seen.add(each.model() + holds(each)) || isChanged(each))
        .toList();
  }

  final List<Case> otherCases() {
    List<Case> others = new ArrayList<>(cases());
    others.removeAll(cheapestAndChangedCases());
    others.addAll(largeCases());
    return others;
  }

  private static boolean holds(Case each) {
    return each.expected().equals("holds");
  }

  private boolean isChanged(Case each) {
    Optional<String> committed = ModelTable.COMMITTED.row(each).map(ModelTable.Row::inputs);
    return !committed.equals(Optional.of(ModelInputs.of(this, each)));
  }

  private static double committedCpuS(Case each) {
    return ModelTable.COMMITTED
        .row(each)
        .map(row -> Double.parseDouble("0" + row.cpuS()))
        .orElse(0.0);
  }

  @ParameterizedTest
  @MethodSource("cheapestAndChangedCases")
  void isAsExpected(Case each) {
    check(each);
  }

  @Tag("exhaustive")
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("otherCases")
  void isAsExpectedInTheLarge(Case each) {
    check(each);
  }

  private void check(Case each) {
    ModelChecker.Result result = run(each);
    ModelTable.Row row = ModelTable.Row.of(each, result, ModelInputs.of(this, each));
    System.out.println(row);
    ModelTable.BUILT.put(row);
    assertThat(result.verdict()).as(result.output()).isEqualTo(each.expected());
    if (each.distinctStates() > 0) {
      assertThat(result.distinctStates()).isEqualTo(each.distinctStates());
    }
    if (holds(each) && result.distinctStates() > 0) {
      assertThat(each.distinctStates()).as("are asserted").isGreaterThan(FEW_STATES);
    }
    if (ModelTable.REWRITE) {
      ModelTable.COMMITTED.put(row);
    } else {
      assertThat(ModelTable.COMMITTED.rows().stream().map(ModelTable.Row::withoutCost))
          .as(ModelTable.HOW_TO_REWRITE)
          .contains(row.withoutCost());
    }
  }
}
