package org.medchain.shell;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.medchain.node.operations.HostHeader;
import org.medchain.node.operations.ShellAccess;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Guards the whole shell. It refuses requests that do not call it by a loopback name (OPS-18). Of
 * the rest, health and metrics pass, a request with the token passes, and one with the cookie
 * passes if it reads the ledger (OPS-24, OPS-25).
 */
final class ShellGuard extends OncePerRequestFilter {
  private static final String ACTUATOR = "/actuator";
  private static final String FIRST_PAGE = "/ledger";

  private final HostHeader allowed = HostHeader.ofLoopback();
  private final ShellSecrets secrets;

  ShellGuard(ShellSecrets secrets) {
    this.secrets = secrets;
  }

  private static boolean isOpen(HttpServletRequest request) {
    String path = request.getServletPath(); // decoded, and without dots and parameters
    return path.equals(ACTUATOR + "/health")
        || path.equals(ACTUATOR + "/metrics")
        || path.startsWith(ACTUATOR + "/metrics/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<String> host = Optional.ofNullable(request.getHeader(HttpHeaders.HOST));
    if (host.filter(allowed::isAllowed).isEmpty()) {
      refuse(response, HttpStatus.MISDIRECTED_REQUEST, "Host: allowed are loopback names");
    } else if (isOpen(request) || secrets.isBearer(request.getHeader(HttpHeaders.AUTHORIZATION))) {
      chain.doFilter(request, response);
    } else if (isStart(request)) {
      start(request, response);
    } else if (onlyReads(request) && showsCookie(request)) {
      chain.doFilter(request, response);
    } else {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      String reason = "the token of " + ShellAccess.FILE + " is not shown";
      refuse(response, HttpStatus.UNAUTHORIZED, reason);
    }
  }

  private boolean isStart(HttpServletRequest request) {
    return request.getMethod().equals(HttpMethod.GET.name())
        && request.getRequestURI().equals("/")
        && secrets.isStartQuery(request.getQueryString());
  }

  /** The token leaves the browser's address line, and with it its history. */
  private void start(HttpServletRequest request, HttpServletResponse response) {
    ResponseCookie cookie =
        ResponseCookie.from(cookieName(request), secrets.cookie())
            .path("/")
            .httpOnly(true)
            .sameSite("Strict")
            .build();
    response.setStatus(HttpStatus.SEE_OTHER.value());
    response.setHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    response.setHeader(HttpHeaders.LOCATION, FIRST_PAGE);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader("Referrer-Policy", "no-referrer");
  }

  private static boolean onlyReads(HttpServletRequest request) {
    return request.getMethod().equals(HttpMethod.GET.name())
        && !request.getServletPath().startsWith(ACTUATOR);
  }

  private boolean showsCookie(HttpServletRequest request) {
    Cookie[] cookies = Objects.requireNonNullElse(request.getCookies(), new Cookie[0]);
    return Arrays.stream(cookies)
        .anyMatch(
            each ->
                each.getName().equals(cookieName(request)) && secrets.isCookie(each.getValue()));
  }

  /** A browser keeps the cookies of all ports of a host in one place. */
  private static String cookieName(HttpServletRequest request) {
    return "medchain-shell-" + request.getLocalPort();
  }

  private static void refuse(HttpServletResponse response, HttpStatus status, String reason)
      throws IOException {
    response.setStatus(status.value());
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.getWriter().write("{\"error\": \"" + reason + "\"}");
  }
}
