package org.medchain.node.operations;

import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The pages of the admin endpoint: path → page, without HTTP (OPS-1, OPS-2, OPS-3, OPS-4, OPS-5).
 */
record AdminPages(StatusSource status, NodeMeterRegistry meterSet) {
  private static final Logger LOG = LoggerFactory.getLogger(AdminPages.class);
  private static final String JSON = "application/json";

  /** Prometheus' text format. */
  private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /**
   * A page.
   *
   * @param code of HTTP
   * @param type of the content
   * @param text the content
   */
  record AdminPage(int code, String type, String text) {}

  /** The page at a path; 500 if it fails, which must not end the calling thread. */
  AdminPage pageAt(String path) {
    try {
      return switch (path) {
        case "/health" -> health();
        case "/ready" -> ready();
        case "/status" -> new AdminPage(200, JSON, StatusJson.write(status.status()));
        case "/metrics" -> new AdminPage(200, METRICS, meterSet.scrape());
        default -> error(404, "there are /health, /ready, /metrics and /status");
      };
    } catch (RuntimeException e) {
      LOG.atWarn().addKeyValue("path", path).setCause(e).log("a page could not be made");
      return error(path.equals("/health") ? 503 : 500, "the node did not reply; see its log");
    }
  }

  static AdminPage error(int code, String reason) {
    return new AdminPage(code, JSON, json(Map.of("error", reason)));
  }

  private AdminPage health() {
    String trouble = status.fatalError().orElse("");
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("alive", trouble.isEmpty());
    content.put("reason", trouble);
    return new AdminPage(trouble.isEmpty() ? 200 : 503, JSON, json(content));
  }

  private AdminPage ready() {
    NodeStatus now = status.status();
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("ready", now.ready());
    content.put("state", now.state().toString());
    content.put("behind", now.behind());
    content.put("reason", now.reason());
    content.put("height", now.height());
    content.put("view", now.view());
    return new AdminPage(now.ready() ? 200 : 503, JSON, json(content));
  }

  private static String json(Map<String, ?> content) {
    return MAPPER.writeValueAsString(content);
  }
}
