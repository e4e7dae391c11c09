package org.medchain.shell;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands before all of the actuator where Chaos Monkey is there, and lets pass without the token
 * only what can be seen without it as well (OPS-17).
 */
final class ChaosMonkeyGuard extends OncePerRequestFilter {
  private final ChaosMonkeyAccess access;

  ChaosMonkeyGuard(ChaosMonkeyAccess access) {
    this.access = access;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getServletPath(); // decoded, and without dots and parameters
    return path.equals("/actuator/health")
        || path.equals("/actuator/metrics")
        || path.startsWith("/actuator/metrics/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (access.isShownBy(request.getHeader(HttpHeaders.AUTHORIZATION))) {
      chain.doFilter(request, response);
      return;
    }
    response.setStatus(HttpStatus.UNAUTHORIZED.value());
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response
        .getWriter()
        .write("{\"error\": \"the token of " + ChaosMonkeyAccess.FILE + " is not shown\"}");
  }
}
