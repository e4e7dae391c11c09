package org.medchain.cluster.local;

import org.medchain.node.operations.NodeStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads the JSON of a {@link NodeStatus}, whose keys are the record's names (OPS-4). */
public final class StatusReader {
  /** A newer node may report unknown fields; that something is missing is an error. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private StatusReader() {}

  /**
   * Reads the page {@code /status}.
   *
   * @throws IllegalArgumentException if it is something else; the message is one line
   */
  public static NodeStatus read(String json) {
    NodeStatus status;
    try {
      status = MAPPER.readValue(json, NodeStatus.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not a node's status: " + firstLine(e), e);
    }
    if (status == null) {
      throw new IllegalArgumentException("not a node's status: null");
    }
    return status;
  }

  private static String firstLine(JacksonException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("unreadable");
  }
}
