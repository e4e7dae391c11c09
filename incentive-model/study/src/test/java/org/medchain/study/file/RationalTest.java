package org.medchain.study.file;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.fraction.BigFraction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Numbers of a file, taken exactly (GAME-23). */
class RationalTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static BigFraction read(JsonNode value) {
    return RationalNumber.parse(value).orElseThrow();
  }

  @Property(seed = "24", tries = 200)
  void fractionsAreExact(@ForAll int above, @ForAll @IntRange(min = 1) int below) {
    BigFraction wanted = new BigFraction(above, below);
    assertThat(read(NODES.stringNode(above + "/" + below))).isEqualTo(wanted);
    assertThat(read(NODES.stringNode(" " + above + " / " + below + " "))).isEqualTo(wanted);
  }

  @Example
  void malformedNumbersAreRefused() {
    for (String text :
        new String[] {
          "",
          "1",
          "1/0",
          "0/0",
          "1/-2",
          "1.5/2",
          "1/2/3",
          "a/b",
          "/2",
          "1/",
          "--1/2",
          "1 2/3",
          "1/" + "9".repeat(41)
        }) {
      assertThat(RationalNumber.parse(NODES.stringNode(text))).as(text).isEmpty();
    }
    assertThat(read(NODES.stringNode("-" + "9".repeat(40) + "/" + "9".repeat(40))))
        .isEqualTo(new BigFraction(-1));
    assertThat(RationalNumber.parse(NODES.nullNode())).isEmpty();
    assertThat(RationalNumber.parse(NODES.booleanNode(true))).isEmpty();
    assertThat(RationalNumber.parse(NODES.arrayNode())).isEmpty();
    assertThat(RationalNumber.parse(NODES.missingNode())).isEmpty();
  }
}
