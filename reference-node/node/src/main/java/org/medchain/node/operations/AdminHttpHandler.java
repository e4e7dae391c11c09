package org.medchain.node.operations;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.medchain.node.operations.AdminPages.AdminPage;

/**
 * HTTP around the pages: GET and HEAD, no body, short paths, known hosts; anything else is refused
 * (OPS-1, OPS-18).
 */
record AdminHttpHandler(AdminPages pages, HostHeader allowed) implements HttpHandler {
  private static final int MAX_PATH = 256;

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
      return AdminPages.error(405, "only GET and HEAD are allowed");
    }
    Headers headers = exchange.getRequestHeaders();
    if (!allowed.isAllowed(Optional.ofNullable(headers.getFirst("Host")))) {
      return AdminPages.error(421, "Host: allowed are loopback names and the configured address");
    }
    String length = headers.getFirst("Content-Length");
    if (headers.containsKey("Transfer-Encoding") || (length != null && !length.equals("0"))) {
      return AdminPages.error(413, "a request has no body here");
    }
    if (path == null || exchange.getRequestURI().toString().length() > MAX_PATH) {
      return AdminPages.error(414, "a path has at most " + MAX_PATH + " characters");
    }
    return pages.pageAt(path);
  }
}
