package org.medchain.shell;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** How errors are told: {@code {"error": "one line"}} (OPS-14). */
@RestControllerAdvice
class HttpErrorHandler {
  private static final Logger LOG = LoggerFactory.getLogger(HttpErrorHandler.class);

  @ExceptionHandler
  ResponseEntity<Map<String, String>> mismatch(MethodArgumentTypeMismatchException e) {
    return response(
        HttpStatus.BAD_REQUEST, e.getName() + ": " + e.getValue() + "; allowed are whole numbers");
  }

  @ExceptionHandler
  ResponseEntity<Map<String, String>> unreadable(HttpMessageNotReadableException e) {
    return response(
        HttpStatus.BAD_REQUEST,
        "the body is not as it should be; allowed is {\"hex\": \"…\"} or {\"base64\": \"…\"}");
  }

  /** A refusal by the shell or Spring keeps its code; any other failure is told without details. */
  @ExceptionHandler
  ResponseEntity<Map<String, String>> failed(Exception e) {
    if (e instanceof ErrorResponse known) {
      String reason = String.valueOf(known.getBody().getDetail());
      return response(HttpStatus.valueOf(known.getStatusCode().value()), reason);
    }
    LOG.atWarn().setCause(e).log("a request to the shell failed");
    return response(HttpStatus.INTERNAL_SERVER_ERROR, "the shell failed; see the node's log");
  }

  private static ResponseEntity<Map<String, String>> response(HttpStatus status, String reason) {
    return ResponseEntity.status(status).body(Map.of("error", reason));
  }
}
