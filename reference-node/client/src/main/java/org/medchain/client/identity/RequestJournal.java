package org.medchain.client.identity;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.medchain.data.Argument;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/**
 * The requests of one identity on its disk (PROC-3): a request is written down whole, with its
 * number and the words of its command, before it is sent, and until its result is known; a result
 * is kept until the person is told. An interrupted request is sent again unchanged, so it has its
 * effect once. Not for several threads or processes at once.
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

  /**
   * All of the file.
   *
   * @param last number; without it the file is damaged
   * @param command of the pending request
   * @param untold results; nothing before the first
   */
  private record Content(
      Long last,
      long height,
      Optional<String> command,
      Optional<Transaction> pending,
      Optional<List<UntoldResult>> untold) {
    Content {
      Argument.refuseIf(
          last < 0 || pending.filter(each -> each.request().sequence() != last).isPresent(),
          "it does not say which request was the last");
      untold = untold.map(List::copyOf);
    }

    List<UntoldResult> results() {
      return untold.orElse(List.of());
    }
  }

  /**
   * Opens it. Without a file nothing was ordered yet, or the file was lost: the ledger knows.
   *
   * @throws IOException if the file is damaged: the sent requests are not known then
   */
  public static RequestJournal open(Path file) throws IOException {
    try {
      Content nothing = new Content(0L, 0, Optional.empty(), Optional.empty(), Optional.empty());
      return new RequestJournal(file, JsonText.find(file, Content.class).orElse(nothing));
    } catch (IOException e) {
      throw new IOException(
          e.getMessage() + "; without this file, commands ask the ledger for the last number", e);
    }
  }

  /**
   * Continues after a number that the ledger knows; not back.
   *
   * @param used the highest that was executed
   */
  public void startAfter(long used) throws IOException {
    if (used > content.last) {
      write(new Content(used, content.height, content.command, content.pending, content.untold));
    }
  }

  /** The request whose result is not known. */
  public Optional<SentRequest> pending() {
    return content.pending.map(each -> new SentRequest(content.command.orElse(""), each));
  }

  /** The number of the last request, 0 before the first. */
  public long last() {
    return content.last;
  }

  /** The highest block with a request of this identity in it, as far as it was told. */
  public long height() {
    return content.height;
  }

  /** The results that the command of these words has to tell, the oldest first. */
  public List<UntoldResult> untold(String command) {
    return content.results().stream().filter(each -> each.command().equals(command)).toList();
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
            number, content.height, Optional.of(command), Optional.of(request), content.untold));
    return request;
  }

  /**
   * The pending request has a result, for which nobody waits.
   *
   * @param executed height of the block with it
   */
  public void end(long executed) throws IOException {
    end(executed, content.results());
  }

  /** The pending request has a result, which its command has to tell. */
  public void end(long executed, Receipt untold) throws IOException {
    SentRequest sent = pending().orElseThrow();
    List<UntoldResult> results = new ArrayList<>(content.results());
    results.add(new UntoldResult(sent.command(), sent.request(), untold, executed));
    end(executed, results.subList(Math.max(0, results.size() - MAX_UNTOLD), results.size()));
  }

  private void end(long executed, List<UntoldResult> results) throws IOException {
    write(
        new Content(
            content.last,
            Math.max(content.height, executed),
            Optional.empty(),
            Optional.empty(),
            Optional.of(results)));
  }

  /** These are told, or lead to nothing. */
  public void told(Collection<UntoldResult> results) throws IOException {
    if (!results.isEmpty()) {
      List<UntoldResult> others = new ArrayList<>(content.results());
      others.removeAll(results);
      write(
          new Content(
              content.last, content.height, content.command, content.pending, Optional.of(others)));
    }
  }

  private void write(Content next) throws IOException {
    JsonText.write(file, next);
    content = next;
  }
}
