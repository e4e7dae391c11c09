package org.medchain.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.node.operations.NodeState;
import org.medchain.node.operations.NodeStatus;
import org.medchain.node.operations.NodeStatus.PeerStatus;
import tools.jackson.databind.json.JsonMapper;

/** The reader of a node's status on the admin endpoint (OPS-4). */
class AdminClientTest {
  /** As the admin endpoint does. */
  private static String json(NodeStatus status) {
    return JsonMapper.builder().build().writeValueAsString(status);
  }

  @Property(tries = 200)
  void whatIsWrittenIsReadAlsoWithFieldsOfANewerNode(
      @ForAll String text,
      @ForAll long number,
      @ForAll double real,
      @ForAll boolean ready,
      @ForAll NodeState state) {
    NodeStatus status =
        new NodeStatus(
            text,
            text,
            text,
            ready,
            state,
            number,
            text,
            number,
            number,
            text,
            number,
            number,
            number,
            real,
            real,
            real,
            real,
            text,
            List.of(new PeerStatus(text, text, text, ready, (int) number)));

    String newer = json(status).replaceFirst("\\{", "{\"mood\":\"good\",");
    assertThat(AdminClient.read(newer)).contains(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{}", "<html>", "{\"name\":", "{\"name\":\"a\"}", "17"})
  void anythingElseIsNothing(String json) {
    assertThat(AdminClient.read(json)).isEmpty();
  }
}
