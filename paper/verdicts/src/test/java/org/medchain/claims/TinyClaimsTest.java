package org.medchain.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.file.Claim;
import org.medchain.claims.file.ClaimKind;
import org.medchain.claims.file.Criterion;
import org.medchain.claims.verdict.Verdict;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** CLAIM-3, CLAIM-13: each experiment, in a small form, gives what its claims are decided by. */
@Tag("statistical")
class TinyClaimsTest {
  private static final String TABLE = "/claims/tiny.yaml";

  @TempDir private Path folder;

  /** The forms of {@code tiny.yaml}, by claim. */
  static List<TinyForm> forms() throws Exception {
    try (var in = TinyClaimsTest.class.getResourceAsStream(TABLE)) {
      List<TinyForm> forms = new java.util.ArrayList<>();
      for (Object each :
          (List<?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in)) {
        forms.add(new TinyForm((Map<?, ?>) each));
      }
      return forms;
    }
  }

  /** One form. */
  record TinyForm(Map<?, ?> entry) {
    String claim() {
      return String.valueOf(entry.get("claim"));
    }

    /** Texts of an entry, where a list is several. */
    Map<String, List<String>> texts(String key) {
      Map<String, List<String>> texts = new LinkedHashMap<>();
      if (entry.get(key) instanceof Map<?, ?> map) {
        map.forEach(
            (name, value) ->
                texts.put(
                    String.valueOf(name),
                    value instanceof List<?> list
                        ? list.stream().map(String::valueOf).toList()
                        : List.of(String.valueOf(value))));
      }
      return texts;
    }

    @Override
    public String toString() {
      return claim();
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void eachGivesItsFiguresWithinBounds(TinyForm form) throws Exception {
    Map<String, String> settings = new LinkedHashMap<>();
    form.texts("set").forEach((name, value) -> settings.put(name, value.getFirst()));
    ClaimRun run = TinyClaimRun.of(form.claim(), folder, settings);
    List<?> open = form.entry().get("open") instanceof List<?> list ? list : List.of();

    for (Claim claim : run.experiment().claims()) {
      assertThat(claim.criteria()).as(claim.id()).isNotEmpty();
      for (Criterion each : claim.criteria()) {
        for (String metric : metrics(each)) {
          assertThat(Double.isNaN(figure(run, metric)))
              .as("%s: %s is not measured", claim.id(), metric)
              .isEqualTo(open.contains(metric));
        }
      }
    }
    form.texts("must").forEach((metric, bounds) -> requireMet(run, metric, bounds, false));
    form.texts("samples").forEach((metric, bounds) -> requireMet(run, metric, bounds, true));
    if (form.entry().get("verdict") instanceof String text) {
      Claim claim = TinyClaimRun.claim(form.claim());
      assertThat(Verdict.of(claim.criteria(), run.figures(claim.id())).text()).contains(text);
    }
    assertThat(folder.resolve("out/raw")).isNotEmptyDirectory();
  }

  private static List<String> metrics(Criterion criterion) {
    return Stream.concat(Stream.of(criterion.metric()), criterion.than().stream()).toList();
  }

  private static void requireMet(
      ClaimRun run, String metric, List<String> bounds, boolean ofSamples) {
    for (String bound : bounds) {
      Criterion criterion = Criterion.of(metric, bound, Optional.empty());
      double other = criterion.than().map(than -> figure(run, than)).orElse(1.0);
      double threshold = criterion.threshold() * other;
      double value = ofSamples ? samples(run, metric) : figure(run, metric);
      assertThat(criterion.isMetBy(value, threshold))
          .as("%s is %s, must be %s", metric, value, bound)
          .isTrue();
    }
  }

  /** The value of a figure of one of the run's claims. */
  private static double figure(ClaimRun run, String metric) {
    return run.experiment().ids().stream()
        .flatMap(id -> run.figures(id).find(metric).stream().boxed())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no figure is called " + metric));
  }

  private static long samples(ClaimRun run, String metric) {
    return run.experiment().ids().stream()
        .flatMap(id -> Stream.ofNullable(run.figures(id).all().get(metric)))
        .findFirst()
        .orElseThrow()
        .samples();
  }

  /**
   * Less computing power than this difficulty makes PBFT the more expensive one, and more the
   * other.
   */
  @Test
  void theCheaperProtocolFollowsFromTheBreakEvenDifficulty() throws Exception {
    ClaimRun run =
        TinyClaimRun.of(
            "compute-power",
            folder,
            Map.of("cost_repeats", "1", "attack_repeats", "1", "workload.duration_s", "10"));
    assertThat(figure(run, "cpu_ratio_n4") > 1)
        .isEqualTo(figure(run, "break_even_coefficient_n4") > 256);
  }

  /** No verdict is without an experiment, and none without a small form, or tests that count. */
  @Test
  void everyVerdictHasAnExperimentWithAForm() throws Exception {
    TreeSet<String> tried = new TreeSet<>();
    for (TinyForm form : forms()) {
      assertThat(tried).doesNotContain(form.claim());
      tried.addAll(TinyClaimRun.experiment(form.claim()).ids());
    }
    for (String counted : CountedClaimsTest.claims().toList()) {
      tried.addAll(TinyClaimRun.experiment(counted).ids());
    }
    assertThat(tried)
        .containsExactlyInAnyOrderElementsOf(
            TinyClaimRun.claims().stream()
                .filter(each -> each.kind() == ClaimKind.VERDICT)
                .map(Claim::id)
                .toList());
  }

  /** One name has one meaning within what one experiment can be given. */
  @Test
  void settingsOfAnExperimentHaveNamesOfTheirOwn() throws Exception {
    for (TinyForm form : forms()) {
      ClaimExperiment experiment = TinyClaimRun.experiment(form.claim());
      List<String> names = experiment.settings().stream().map(each -> each.name()).toList();
      assertThat(names).as(form.claim()).doesNotHaveDuplicates();
      assertThat(form.texts("set").keySet())
          .as(form.claim())
          .allMatch(
              name ->
                  names.contains(name)
                      || name.contains(".")
                      || Stream.of("repeats", "nodes").collect(Collectors.toSet()).contains(name));
    }
  }
}
