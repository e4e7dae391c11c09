package org.medchain.shell;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The secrets that a request shows to the shell (OPS-24, OPS-25): the token of this start, or a
 * cookie that the token was exchanged for. A browser sends a cookie to every port of a host, so
 * that a page of another user's server can get it. So it differs from the token, and allows only
 * reads.
 *
 * @param token for programs, which read it from a file
 * @param cookie for browsers
 */
record ShellSecrets(String token, String cookie) {
  private static final int BYTES = 32;
  private static final String SCHEME = "Bearer ";

  static ShellSecrets random() {
    SecureRandom random = new SecureRandom();
    return new ShellSecrets(draw(random), draw(random));
  }

  private static String draw(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Whether a header {@code Authorization} shows the token; null if there is none. */
  boolean isBearer(String header) {
    return header != null && equal(header, SCHEME + token);
  }

  /** Whether a query is that of the start URL; null if there is none. */
  boolean isStartQuery(String query) {
    return query != null && equal(query, "token=" + token);
  }

  boolean isCookie(String value) {
    return equal(value, cookie);
  }

  /** Takes as long for every wrong one of a length. */
  private static boolean equal(String shown, String wanted) {
    return MessageDigest.isEqual(
        shown.getBytes(StandardCharsets.UTF_8), wanted.getBytes(StandardCharsets.UTF_8));
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "ShellSecrets";
  }
}
