package org.medchain.cluster.top;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Replies of nodes for programs: one line of JSON for each poll (OPS-11). */
final class StatusJsonLine {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private StatusJsonLine() {}

  static String of(String time, String cluster, List<PollResult> nodes) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", time);
    line.put("cluster", cluster);
    line.put("nodes", nodes.stream().map(StatusJsonLine::node).toList());
    return MAPPER.writeValueAsString(line);
  }

  private static Map<String, Object> node(PollResult node) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("name", node.status().map(status -> status.name()).orElse(node.name()));
    object.put("url", node.url().toString());
    object.put("reachable", node.status().isPresent());
    object.put("state", node.state());
    object.put("trouble", node.error());
    node.status().ifPresent(status -> object.put("status", status));
    return object;
  }
}
