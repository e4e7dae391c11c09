package org.medchain.adversary;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.consensus.pow.PowMessages;
import org.medchain.data.MalformedInput;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/** Outputs that travel, taken apart and put together again. */
final class EnvelopeOutputs {
  private static final Map<Integer, MessageType> MESSAGE_TYPES = new TreeMap<>();

  static {
    PbftMessages.all().forEach(kind -> MESSAGE_TYPES.put(kind.code(), kind));
    PowMessages.all().forEach(kind -> MESSAGE_TYPES.put(kind.code(), kind));
  }

  private EnvelopeOutputs() {}

  /** The message in an envelope; empty if this version does not know it. */
  static Optional<Message> decode(Envelope envelope) {
    MessageType kind = MESSAGE_TYPES.get(envelope.code());
    try {
      return Optional.ofNullable(kind).map(each -> each.decoder().apply(envelope));
    } catch (MalformedInput e) {
      return Optional.empty();
    }
  }

  /** Whether an output leaves the node. */
  static boolean leaves(Output output) {
    return output instanceof Output.Send
        || output instanceof Output.Broadcast
        || output instanceof Output.Reply
        || output instanceof Output.ServeSnapshot;
  }

  /** The envelope of a send or broadcast. */
  static Optional<Envelope> envelope(Output output) {
    return switch (output) {
      case Output.Send send -> Optional.of(send.envelope());
      case Output.Broadcast broadcast -> Optional.of(broadcast.envelope());
      default -> Optional.empty();
    };
  }

  /** The same send or broadcast of another envelope. */
  static Output withEnvelope(Output output, Envelope envelope) {
    return switch (output) {
      case Output.Send send -> new Output.Send(send.to(), envelope, send.waitsFor());
      case Output.Broadcast all -> new Output.Broadcast(envelope, all.waitsFor());
      default -> throw new IllegalArgumentException("has no envelope: " + output);
    };
  }

  /** A send or broadcast as one send to each receiver. */
  static List<Output.Send> sends(Output output, AdversaryContext stage) {
    return switch (output) {
      case Output.Send send -> List.of(send);
      case Output.Broadcast all ->
          stage.others().stream()
              .map(to -> new Output.Send(to, all.envelope(), all.waitsFor()))
              .toList();
      default -> List.of();
    };
  }
}
