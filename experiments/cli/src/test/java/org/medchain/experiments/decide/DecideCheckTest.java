package org.medchain.experiments.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;
import org.medchain.paper.source.PaperSources;

/** Answers beside fresh simulations: {@code results/choosing/questions.csv} (BASE-12, BASE-13). */
class DecideCheckTest {
  private static final Path ROOT = Repository.ROOT;
  private static final String QUESTIONS = "results/choosing/questions.csv";

  static List<Map<String, String>> rows(boolean inside) throws Exception {
    return new PaperSources(ROOT)
        .table(QUESTIONS).rows().stream()
            .filter(row -> row.get("system").isEmpty() != inside)
            .toList();
  }

  @Test
  @DisplayName("nine of ten answers are within a quarter of a fresh simulation (BASE-13)")
  void committed() throws Exception {
    List<Map<String, String>> inside = rows(true);
    assertThat(inside).hasSizeGreaterThanOrEqualTo(200);
    assertThat(inside.stream().filter(row -> row.get("good").equals("true")).count())
        .isGreaterThanOrEqualTo((long) Math.ceil(0.9 * inside.size()));
    assertThat(rows(false)).hasSameSizeAs(inside).allMatch(row -> row.get("good").equals("true"));
  }

  @Test
  @DisplayName("the committed answers are those that decide gives (BASE-12)")
  void answersAreTheSame() throws Exception {
    Decision decision = Decision.read(ROOT);
    for (Map<String, String> row : rows(true)) {
      ChoiceSystem system =
          ChoiceSystem.chains().stream()
              .filter(each -> each.name().equals(row.get("system")))
              .findFirst()
              .orElseThrow();
      DecideQuestion asked =
          DecideQuestion.of(
              Integer.parseInt(row.get("nodes")),
              row.get("rtt_ms") + "ms",
              row.get("rate_tps") + "/s",
              row.get("faults") + ":" + row.get("faulty"),
              List.of());
      double p50Ms = decision.speed(system, asked).p50Ms();
      if (row.get("answer_ms").isEmpty()) {
        assertThat(p50Ms).as("%s", row).isNaN();
      } else {
        double answer = Double.parseDouble(row.get("answer_ms"));
        assertThat(p50Ms).as("%s", row).isCloseTo(answer, within(answer / 1e3));
      }
    }
  }

  @Test
  @DisplayName("with any seed, what is outside is refused (BASE-12)")
  void outside() throws Exception {
    DecideCheck check = new DecideCheck(ROOT, Decision.read(ROOT), 77);
    assertThat(IntStream.range(0, 120).mapToObj(check::outside))
        .allMatch(row -> row.getLast().equals(true));
  }
}
