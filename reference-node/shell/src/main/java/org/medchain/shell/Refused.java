package org.medchain.shell;

import org.springframework.http.HttpStatus;

/** A request that is answered with an error and one line that says why. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final HttpStatus status;

  Refused(HttpStatus status, String reason) {
    super(reason, null, false, false);
    this.status = status;
  }

  static Refused notFound(String reason) {
    return new Refused(HttpStatus.NOT_FOUND, reason);
  }

  static Refused wrong(String reason) {
    return new Refused(HttpStatus.BAD_REQUEST, reason);
  }

  HttpStatus status() {
    return status;
  }
}
