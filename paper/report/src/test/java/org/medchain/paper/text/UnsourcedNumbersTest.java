package org.medchain.paper.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CLAIM-8: numbers in prose have a source, or are of the kinds that need none. */
class UnsourcedNumbersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "It takes {{t: v | %.1f}} s.",
        "{{table t by k: \"p50, 2\"\n v}}",
        "A quorum of `2f + 1`, see §3.2.1 and § 4 (1), chapters 2, 3 and 4, Figure 1.",
        "Li, Ma and Hu (2021), 2023-04-01, DOI 10.13266/j.issn.0252-3116.2021.02.004.",
        "T1 to T21, CLAIM-1, SHA-256, Ed25519, PBFT-9 to PBFT-12.",
        "## 3. Verdicts",
        "1. first\n2. second",
        "```\nsleep 10\n```",
        "[words](../results/2/a-3.svg) two protocols, ten commands",
        "<!-- 12 -->",
      })
  void theseNeedNoSource(String prose) {
    assertThat(UnsourcedNumbers.in("p.md", prose)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "It takes 0.12 s.",
        "12 of them",
        "40 % crashed",
        "1,870 messages",
        "about twenty trials",
        "a hundred nodes",
        "(3)",
        "in 1870 trials",
      })
  void theseNeedOne(String prose) {
    assertThat(UnsourcedNumbers.in("p.md", prose)).hasSize(1);
  }

  @Test
  void theLineIsTold() {
    assertThat(UnsourcedNumbers.in("p.md", "{{a\n: b}}\n\nsome 7 things"))
        .singleElement()
        .asString()
        .startsWith("p.md:4: '7' has no source;");
  }
}
