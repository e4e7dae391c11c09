package org.medchain.participant.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.medchain.data.Decoder;
import org.medchain.data.MalformedInput;
import org.medchain.data.Transaction;
import tools.jackson.databind.JsonNode;

/**
 * The requests of one identity on its disk (PROC-3): a request is written down whole, with its
 * number, before it is sent, and until its result is known. What was interrupted is sent again as
 * the same request, so it has its effect once. Not for several threads or processes at once.
 */
public final class RequestJournal {
  private final Path file;
  private long last;
  private long height;
  private Optional<Transaction> pending;

  private RequestJournal(Path file, long last, long height, Optional<Transaction> pending) {
    this.file = file;
    this.last = last;
    this.height = height;
    this.pending = pending;
  }

  /**
   * Opens it. Without a file nothing was ordered yet, or the file was lost: the ledger knows.
   *
   * @throws IOException if the file is damaged: what was sent is not known then
   */
  public static RequestJournal open(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new RequestJournal(file, 0, 0, Optional.empty());
    }
    try {
      return read(file);
    } catch (IOException e) {
      throw new IOException(
          e.getMessage() + "; without this file, commands ask the ledger for the last number", e);
    }
  }

  private static RequestJournal read(Path file) throws IOException {
    JsonNode node = JsonText.read(file);
    long last = node.path("last").asLong(-1);
    Optional<Transaction> pending =
        node.has("pending") ? Optional.of(request(file, node)) : Optional.empty();
    if (last < 0 || pending.filter(each -> each.request().sequence() != last).isPresent()) {
      throw new IOException(file + " does not say which request was the last");
    }
    return new RequestJournal(file, last, node.path("height").asLong(0), pending);
  }

  private static Transaction request(Path file, JsonNode node) throws IOException {
    try {
      return Decoder.decode(JsonText.hex(file, node, "pending"), Transaction::decode);
    } catch (MalformedInput e) {
      throw new IOException(file + ": the pending request is damaged: " + e.getMessage(), e);
    }
  }

  /**
   * Continues after a number that the ledger knows; not back.
   *
   * @param used the highest that was executed
   */
  public void startAfter(long used) throws IOException {
    if (used > last) {
      write(used, height, pending);
    }
  }

  /** The request whose result is not known. */
  public Optional<Transaction> pending() {
    return pending;
  }

  /** The number of the last request, 0 before the first. */
  public long last() {
    return last;
  }

  /** The highest block with a request of this identity in it, as far as it was told. */
  public long height() {
    return height;
  }

  /**
   * Writes the next request down; it may be sent when this returns.
   *
   * @param signer makes it for a number
   * @throws IllegalStateException if the result of the one before is not known
   */
  public Transaction begin(LongFunction<Transaction> signer) throws IOException {
    if (pending.isPresent()) {
      throw new IllegalStateException("the request before has no result yet");
    }
    Transaction request = signer.apply(last + 1);
    write(last + 1, height, Optional.of(request));
    return request;
  }

  /** The pending request has a result, in the block of this height. */
  public void end(long executed) throws IOException {
    write(last, Math.max(height, executed), Optional.empty());
  }

  private void write(long number, long executed, Optional<Transaction> request) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("last", number);
    fields.put("height", executed);
    request.ifPresent(each -> fields.put("pending", each.encoded().toHex()));
    JsonText.write(file, fields);
    last = number;
    height = executed;
    pending = request;
  }
}
