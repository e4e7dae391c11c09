package org.medchain.node.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON of a node's status on the admin endpoint, and its reader (OPS-4). */
class StatusJsonTest {
  @Property(tries = 200)
  void whatIsWrittenIsRead(
      @ForAll String text, @ForAll long number, @ForAll double real, @ForAll boolean ready) {
    NodeStatus status =
        new NodeStatus(
            text, text, text, ready, text, number, number, text, number, number, number, real, real,
            real, real, List.of());

    assertThat(StatusJson.read(StatusJson.write(status))).isEqualTo(status);
  }

  @Test
  void peersAreReadToo() {
    NodeStatus status = SampleStatuses.of(false, "starting");

    assertThat(StatusJson.read(StatusJson.write(status))).isEqualTo(status);
  }

  @Test
  void unknownFieldsOfANewerNodeAreIgnored() {
    String json = StatusJson.write(SampleStatuses.of(true, ""));

    assertThat(StatusJson.read(json.replaceFirst("\\{", "{\"mood\":\"good\",")))
        .isEqualTo(SampleStatuses.of(true, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{}", "<html>", "{\"name\":", "{\"name\":\"a\"}", "17"})
  void anythingElseIsRefusedInOneLine(String json) {
    assertThatThrownBy(() -> StatusJson.read(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not a node's status: ")
        .hasMessageNotContaining("\n");
  }

  @Property(tries = 300)
  void noTextDoesMoreThanBeRefused(@ForAll String json) {
    assertThatThrownBy(() -> StatusJson.read(json)).isInstanceOf(IllegalArgumentException.class);
  }
}
