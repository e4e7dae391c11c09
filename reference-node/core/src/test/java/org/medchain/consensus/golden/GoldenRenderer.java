package org.medchain.consensus.golden;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.Request;
import org.medchain.consensus.Timer;
import org.medchain.consensus.pow.WorkCertificate;
import org.medchain.data.Block;
import org.medchain.data.Header;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.MessageRegistry;

/** Puts outputs into words: one line each, from the values themselves, never from a log. */
public final class GoldenRenderer {
  private final GoldenNames names;
  private final MessageRegistry kinds;
  private final Function<Message, String> details;

  /**
   * A renderer.
   *
   * @param details what to say of a protocol's message after its name; requests are known
   */
  public GoldenRenderer(
      GoldenNames names, MessageRegistry kinds, Function<Message, String> details) {
    this.names = names;
    this.kinds = kinds;
    this.details = details;
  }

  public String message(Envelope envelope) {
    return kinds
        .find(envelope.code())
        .map(type -> message(type.decoder().apply(envelope)))
        .orElse("message " + envelope.code());
  }

  /** A message: its name, then what it says. */
  public String message(Message message) {
    String says =
        message instanceof Request request
            ? names.of(request.transaction().request())
            : details.apply(message);
    return says.isEmpty() ? message.type().name() : message.type().name() + " " + says;
  }

  public String output(Output output) {
    return switch (output) {
      case Output.Persist out ->
          "persist #" + out.token().number() + " (" + out.entry().size() + " bytes)";
      case Output.Sign out -> "sign " + message(out.message());
      case Output.Send out ->
          "send to " + names.of(out.to()) + ": " + message(out.envelope()) + after(out.waitsFor());
      case Output.Broadcast out -> "broadcast " + message(out.envelope()) + after(out.waitsFor());
      case Output.Reply out ->
          "reply to "
              + names.of(out.client())
              + ": "
              + message(out.message())
              + after(out.waitsFor());
      case Output.StartTimer out ->
          "start timer " + timer(out.timer()) + ", " + out.delayNs() / 1_000_000 + " ms";
      case Output.StopTimer out -> "stop timer " + timer(out.timer());
      case Output.Mine out -> "mine " + header(out.header());
      case Output.StopMining out -> "stop mining";
      case Output.Commit out ->
          "commit "
              + block(out.block())
              + " ("
              + certificate(out.certificate())
              + ")"
              + after(out.waitsFor());
      case Output.Revert out -> "revert to " + out.height();
      case Output.TakeSnapshot out ->
          "take snapshot #" + out.token().number() + " of " + out.height();
      case Output.ServeSnapshot out ->
          "serve snapshot of "
              + out.height()
              + ", part "
              + out.part()
              + ", to "
              + names.of(out.to());
      case Output.Restore out ->
          "restore "
              + out.height()
              + " "
              + names.of(out.block())
              + (out.state().isPresent() ? " from others" : " from its own snapshot");
      case Output.Truncate out ->
          "truncate before #" + out.first().number() + ", snapshots under " + out.height();
      case Output.Read out -> "read " + names.of(out.request().request());
      case Output.Reject out -> "reject " + names.of(out.sender()) + ": " + out.reason();
      case Output.Refused out -> "refused " + names.of(out.request()) + ": " + out.reason();
      case Output.Accepted out ->
          "accepted " + names.of(out.request()) + " at height " + out.height();
    };
  }

  /** A block: height, name, and its requests if it has any. */
  public String block(Block block) {
    String requests =
        block.transactions().stream()
            .map(transaction -> names.of(transaction.request()))
            .collect(Collectors.joining(" "));
    return block.height()
        + " "
        + names.of(block.hash())
        + (requests.isEmpty() ? "" : " [" + requests + "]");
  }

  private String header(Header header) {
    int count = header.transactionCount();
    String requests = count == 0 ? "empty" : count == 1 ? "1 request" : count + " requests";
    return header.height() + " on " + names.of(header.previous()) + " (" + requests + ")";
  }

  private static String certificate(Certificate certificate) {
    return switch (certificate) {
      case QuorumCertificate quorum -> quorum.votes().size() + " votes in view " + quorum.view();
      case WorkCertificate work -> "work";
      default -> throw new AssertionError(certificate);
    };
  }

  private static String timer(Timer timer) {
    return timer.key() == 0 ? timer.name() : timer.name() + " " + timer.key();
  }

  private static String after(List<DurabilityToken> tokens) {
    return tokens.isEmpty()
        ? ""
        : tokens.stream()
            .map(token -> "#" + token.number())
            .collect(Collectors.joining(" ", " after ", ""));
  }
}
