package org.medchain.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.node.operations.NodeState;
import org.medchain.node.operations.NodeStatus;
import org.medchain.node.operations.NodeStatus.PeerStatus;
import tools.jackson.databind.json.JsonMapper;

/** The reader of a node's status on the admin endpoint (OPS-4). */
class AdminClientTest {
  private static final NodeStatus READY =
      new NodeStatus(
          "node-1",
          "ab".repeat(32),
          "member",
          true,
          NodeState.READY,
          0,
          "",
          120,
          3,
          "node-2",
          7,
          4000,
          2,
          812.5,
          2.25,
          9.75,
          61.5,
          "http://127.0.0.1:8080",
          List.of(
              new PeerStatus("cd".repeat(32), "member", "127.0.0.1:7002", true, 4),
              new PeerStatus("ef".repeat(32), "", "", false, 0)));

  /** As the admin endpoint does. */
  private static String json(NodeStatus status) {
    return JsonMapper.builder().build().writeValueAsString(status);
  }

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

    assertThat(AdminClient.read(json(status))).contains(status);
  }

  @Test
  void unknownFieldsOfANewerNodeAreIgnored() {
    String json = json(READY);

    assertThat(AdminClient.read(json.replaceFirst("\\{", "{\"mood\":\"good\","))).contains(READY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{}", "<html>", "{\"name\":", "{\"name\":\"a\"}", "17"})
  void anythingElseIsNothing(String json) {
    assertThat(AdminClient.read(json)).isEmpty();
  }
}
