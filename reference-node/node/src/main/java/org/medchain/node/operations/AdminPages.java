package org.medchain.node.operations;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The pages of the admin endpoint (OPS-2, OPS-3, OPS-4, OPS-5) over HTTP: GET and HEAD, no body,
 * short paths, known hosts; anything else is refused (OPS-1, OPS-18).
 */
record AdminPages(StatusSource status, NodeMeterRegistry meterSet, HostHeader allowed)
    implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(AdminPages.class);
  private static final int MAX_PATH = 256;
  private static final String JSON = "application/json";

  /** Prometheus' text format. */
  private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private record AdminPage(int code, String type, String text) {
    static AdminPage json(int code, Object content) {
      return new AdminPage(code, JSON, MAPPER.writeValueAsString(content));
    }

    static AdminPage error(int code, String reason) {
      return json(code, Map.of("error", reason));
    }
  }

  /** The page {@code /health}. */
  record Health(boolean alive, String reason) {}

  /** The page {@code /ready}: the part of the status that says why. */
  record Ready(
      boolean ready, NodeState state, long behind, String reason, long height, long view) {}

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      AdminPage page = page(exchange);
      Headers headers = exchange.getResponseHeaders();
      headers.set("Content-Type", page.type());
      headers.set("Cache-Control", "no-store");
      headers.set("X-Content-Type-Options", "nosniff");
      if (page.code() == 405) {
        headers.set("Allow", "GET, HEAD");
      }
      byte[] content = page.text().getBytes(StandardCharsets.UTF_8);
      if (exchange.getRequestMethod().equals("HEAD")) {
        headers.set("Content-Length", String.valueOf(content.length));
        exchange.sendResponseHeaders(page.code(), -1);
      } else {
        exchange.sendResponseHeaders(page.code(), content.length);
        exchange.getResponseBody().write(content);
      }
    }
  }

  private AdminPage page(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return AdminPage.error(405, "only GET and HEAD are allowed");
    }
    Headers headers = exchange.getRequestHeaders();
    if (Optional.ofNullable(headers.getFirst("Host")).filter(allowed::isAllowed).isEmpty()) {
      return AdminPage.error(421, "Host: allowed are loopback names and the configured address");
    }
    String length = headers.getFirst("Content-Length");
    if (headers.containsKey("Transfer-Encoding") || (length != null && !length.equals("0"))) {
      return AdminPage.error(413, "a request has no body here");
    }
    if (path == null || exchange.getRequestURI().toString().length() > MAX_PATH) {
      return AdminPage.error(414, "a path has at most " + MAX_PATH + " characters");
    }
    try {
      return pageAt(path);
    } catch (RuntimeException e) {
      LOG.atWarn().addKeyValue("path", path).setCause(e).log("a page could not be made");
      return AdminPage.error(
          path.equals("/health") ? 503 : 500, "the node did not reply; see its log");
    }
  }

  private AdminPage pageAt(String path) {
    return switch (path) {
      case "/health" -> {
        String trouble = status.fatalError().orElse("");
        Health health = new Health(trouble.isEmpty(), trouble);
        yield AdminPage.json(health.alive() ? 200 : 503, health);
      }
      case "/ready" -> {
        NodeStatus now = status.status();
        Ready ready =
            new Ready(
                now.ready(), now.state(), now.behind(), now.reason(), now.height(), now.view());
        yield AdminPage.json(ready.ready() ? 200 : 503, ready);
      }
      case "/status" -> AdminPage.json(200, status.status());
      case "/metrics" -> new AdminPage(200, METRICS, meterSet.scrape());
      default -> AdminPage.error(404, "there are /health, /ready, /metrics and /status");
    };
  }
}
