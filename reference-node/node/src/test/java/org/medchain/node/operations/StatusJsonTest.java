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
      @ForAll String text,
      @ForAll long number,
      @ForAll double real,
      @ForAll boolean ready,
      @ForAll NodeState state) {
    NodeStatus status =
        new NodeStatus(
            text, text, text, ready, state, number, text, number, number, text, number, number,
            number, real, real, real, real, text, List.of());

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

  /** In the course of an upgrade: older nodes only say whether they are ready. */
  @Test
  void anOlderNodeHasNoStateOfItsOwn() {
    String json = StatusJson.write(SampleStatuses.of(true, ""));
    assertThat(json).contains("\"state\":\"ready\",\"behind\":0,");

    String older = json.replace("\"state\":\"ready\",\"behind\":0,", "");
    assertThat(StatusJson.read(older)).isEqualTo(SampleStatuses.of(true, ""));
    older = older.replace("\"shell\":\"http://127.0.0.1:8080\",", "");
    assertThat(StatusJson.read(older).shell()).isEmpty();
    assertThat(StatusJson.read(older.replace("\"ready\":true", "\"ready\":false")).state())
        .isEqualTo(NodeState.SYNCING);
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
