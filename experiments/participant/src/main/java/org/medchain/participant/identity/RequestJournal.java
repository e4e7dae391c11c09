package org.medchain.participant.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.MalformedInput;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import tools.jackson.databind.JsonNode;

/**
 * The requests of one identity on its disk (PROC-3): a request is written down whole, with its
 * number and the words of its command, before it is sent, and until its result is known; what has
 * to be told is kept until it is told. What was interrupted is sent again as the same request, so
 * it has its effect once. Not for several threads or processes at once.
 */
public final class RequestJournal {
  /** The most results that wait to be told: more push the oldest out. */
  public static final int MAX_UNTOLD = 16;

  private final Path file;
  private Content content;

  private RequestJournal(Path file, Content content) {
    this.file = file;
    this.content = content;
  }

  /**
   * A request without a result.
   *
   * @param command the words of the command that ordered it; empty without one
   * @param request as it is sent
   */
  public record SentRequest(String command, Transaction request) {}

  /** All of the file. */
  private record Content(
      long last, long height, Optional<SentRequest> pending, List<UntoldResult> untold) {
    Content {
      untold = List.copyOf(untold);
    }

    Content ended(long executed, List<UntoldResult> results) {
      return new Content(last, Math.max(height, executed), Optional.empty(), results);
    }
  }

  /**
   * Opens it. Without a file nothing was ordered yet, or the file was lost: the ledger knows.
   *
   * @throws IOException if the file is damaged: what was sent is not known then
   */
  public static RequestJournal open(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new RequestJournal(file, new Content(0, 0, Optional.empty(), List.of()));
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
    Optional<SentRequest> pending =
        node.has("pending")
            ? Optional.of(
                new SentRequest(
                    node.path("command").asString(""),
                    decoded(file, node, "pending", Transaction::decode)))
            : Optional.empty();
    if (last < 0
        || pending.filter(each -> each.request().request().sequence() != last).isPresent()) {
      throw new IOException(file + " does not say which request was the last");
    }
    List<UntoldResult> untold = new ArrayList<>();
    for (JsonNode each : node.path("untold")) {
      untold.add(
          new UntoldResult(
              each.path("command").asString(""),
              decoded(file, each, "request", Transaction::decode),
              decoded(file, each, "receipt", Receipt.CODEC::decode),
              each.path("height").asLong(0)));
    }
    return new RequestJournal(
        file, new Content(last, node.path("height").asLong(0), pending, untold));
  }

  private static <T> T decoded(Path file, JsonNode node, String field, Function<Decoder, T> reader)
      throws IOException {
    Bytes bytes = JsonText.hex(file, node, field);
    try {
      return Decoder.decode(bytes, reader);
    } catch (MalformedInput e) {
      throw new IOException(file + ": '" + field + "' is damaged: " + e.getMessage(), e);
    }
  }

  /**
   * Continues after a number that the ledger knows; not back.
   *
   * @param used the highest that was executed
   */
  public void startAfter(long used) throws IOException {
    if (used > content.last) {
      write(new Content(used, content.height, content.pending, content.untold));
    }
  }

  /** The request whose result is not known. */
  public Optional<SentRequest> pending() {
    return content.pending;
  }

  /** The number of the last request, 0 before the first. */
  public long last() {
    return content.last;
  }

  /** The highest block with a request of this identity in it, as far as it was told. */
  public long height() {
    return content.height;
  }

  /** What the command of these words has to tell, the oldest first. */
  public List<UntoldResult> untold(String command) {
    return content.untold.stream().filter(each -> each.command().equals(command)).toList();
  }

  /**
   * Writes the next request down; it may be sent when this returns.
   *
   * @param command the words of the command; empty if nobody repeats it
   * @param signer makes it for a number
   * @throws IllegalStateException if the result of the one before is not known
   */
  public Transaction begin(String command, LongFunction<Transaction> signer) throws IOException {
    if (content.pending.isPresent()) {
      throw new IllegalStateException("the request before has no result yet");
    }
    long number = content.last + 1;
    Transaction request = signer.apply(number);
    write(
        new Content(
            number,
            content.height,
            Optional.of(new SentRequest(command, request)),
            content.untold));
    return request;
  }

  /** The pending request has a result, in the block of this height, which nobody waits for. */
  public void end(long executed) throws IOException {
    write(content.ended(executed, content.untold));
  }

  /**
   * The pending request has a result that its command has to tell.
   *
   * @param executed height of the block with it
   */
  public void end(long executed, Receipt receipt) throws IOException {
    SentRequest sent = content.pending.orElseThrow();
    List<UntoldResult> results = new ArrayList<>(content.untold);
    results.add(new UntoldResult(sent.command(), sent.request(), receipt, executed));
    while (results.size() > MAX_UNTOLD) {
      results.remove(0);
    }
    write(content.ended(executed, results));
  }

  /** These are told, or lead to nothing. */
  public void told(Collection<UntoldResult> results) throws IOException {
    if (!results.isEmpty()) {
      List<UntoldResult> others = new ArrayList<>(content.untold);
      others.removeAll(results);
      write(new Content(content.last, content.height, content.pending, others));
    }
  }

  private void write(Content next) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("last", next.last);
    fields.put("height", next.height);
    next.pending.ifPresent(
        each -> {
          fields.put("command", each.command());
          fields.put("pending", each.request().encoded().toHex());
        });
    if (!next.untold.isEmpty()) {
      fields.put("untold", next.untold.stream().map(RequestJournal::fields).toList());
    }
    JsonText.write(file, fields);
    content = next;
  }

  private static Map<String, Object> fields(UntoldResult result) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("command", result.command());
    fields.put("request", result.request().encoded().toHex());
    fields.put("receipt", result.receipt().encoded().toHex());
    fields.put("height", result.height());
    return fields;
  }
}
