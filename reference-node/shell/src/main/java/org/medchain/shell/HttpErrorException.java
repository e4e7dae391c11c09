package org.medchain.shell;

import org.springframework.http.HttpStatus;

/** A request that is answered with an error and one line that says why. */
final class HttpErrorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final HttpStatus status;

  HttpErrorException(HttpStatus status, String reason) {
    super(reason, null, false, false);
    this.status = status;
  }

  static HttpErrorException notFound(String reason) {
    return new HttpErrorException(HttpStatus.NOT_FOUND, reason);
  }

  static HttpErrorException badRequest(String reason) {
    return new HttpErrorException(HttpStatus.BAD_REQUEST, reason);
  }

  HttpStatus status() {
    return status;
  }
}
