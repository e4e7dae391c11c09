package org.medchain.shell;

import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.MalformedInput;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.node.operations.ShellContext;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Transactions that come over HTTP (OPS-14): signed elsewhere, handed on as they are. Public and
 * not final, so that Chaos Monkey can intercept its calls (OPS-16).
 */
@RestController
public class SubmissionController {
  /** Beyond this a client is told that nothing is known. */
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Characters of a transaction; more than any block takes. */
  private static final int MAX_LENGTH = 4 << 20;

  private final Function<Transaction, CompletableFuture<Receipt>> node;

  /** Into the node. */
  public SubmissionController(ShellContext context) {
    this.node = context.submit();
  }

  /**
   * A transaction in its canonical encoding, in one of two forms.
   *
   * @param hex hexadecimal digits; null if the other is there
   * @param base64 of RFC 4648 §4; null if the other is there
   */
  public record Submission(String hex, String base64) {
    Bytes bytes() {
      if ((hex == null) == (base64 == null)) {
        throw new ResponseStatusException(
            HttpStatus.BAD_REQUEST, "the body has either hex or base64");
      }
      String text = hex != null ? hex : base64;
      if (text.length() > MAX_LENGTH) {
        throw new ResponseStatusException(
            HttpStatus.CONTENT_TOO_LARGE,
            "a transaction has at most " + MAX_LENGTH + " characters");
      }
      try {
        return hex != null ? Bytes.fromHex(hex) : Bytes.of(Base64.getDecoder().decode(base64));
      } catch (IllegalArgumentException e) {
        throw new ResponseStatusException(
            HttpStatus.BAD_REQUEST, (hex != null ? "hex: " : "base64: ") + "is not what it says");
      }
    }
  }

  /** Completes with the receipt when the transaction is executed. */
  @PostMapping("/transactions")
  public CompletableFuture<ReceiptResource> submit(@RequestBody Submission submission) {
    Transaction transaction = transaction(submission.bytes());
    return node.apply(transaction)
        .copy() // The time limit is the page's, not the node's.
        .orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS)
        .thenApply(ReceiptResource::of)
        .exceptionallyCompose(e -> CompletableFuture.failedFuture(refusal(e)));
  }

  private static Transaction transaction(Bytes encoded) {
    Transaction transaction;
    try {
      transaction = Decoder.decode(encoded, Transaction::decode);
    } catch (MalformedInput e) {
      throw new ResponseStatusException(
          HttpStatus.BAD_REQUEST, "no transaction: " + e.getMessage());
    }
    if (!transaction.isSigned()) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "the transaction is not signed");
    }
    return transaction;
  }

  private static ResponseStatusException refusal(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    String reason = String.valueOf(cause.getMessage()).replaceAll("\\s+", " ");
    return switch (cause) {
      case TimeoutException e ->
          new ResponseStatusException(
              HttpStatus.GATEWAY_TIMEOUT,
              "not executed within " + TIMEOUT.toSeconds() + " s; it may still be");
      case RejectedExecutionException e ->
          new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, reason);
      default -> new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, reason);
    };
  }
}
