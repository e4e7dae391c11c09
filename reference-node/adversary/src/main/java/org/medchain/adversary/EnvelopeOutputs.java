package org.medchain.adversary;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.consensus.pow.PowMessages;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/** Outputs that travel, taken apart and put together again. */
final class EnvelopeOutputs {
  private static final Map<Integer, MessageType> MESSAGE_TYPES = messageTypes();

  private EnvelopeOutputs() {}

  private static Map<Integer, MessageType> messageTypes() {
    Map<Integer, MessageType> kinds = new TreeMap<>();
    PbftMessages.all().forEach(kind -> kinds.put(kind.code(), kind));
    PowMessages.all().forEach(kind -> kinds.put(kind.code(), kind));
    return kinds;
  }

  /** The message in an envelope; empty if this version does not know it. */
  static Optional<Message> decode(Envelope envelope) {
    MessageType kind = MESSAGE_TYPES.get(envelope.code());
    try {
      return Optional.ofNullable(kind).map(each -> each.decoder().apply(envelope));
    } catch (MalformedInput e) {
      return Optional.empty();
    }
  }

  /** The envelopes of a send or broadcast. */
  static Optional<Envelope> envelope(Output output) {
    return switch (output) {
      case Output.Send send -> Optional.of(send.envelope());
      case Output.Broadcast broadcast -> Optional.of(broadcast.envelope());
      default -> Optional.empty();
    };
  }

  private static List<DurabilityToken> waitsFor(Output output) {
    return switch (output) {
      case Output.Send send -> send.waitsFor();
      case Output.Broadcast broadcast -> broadcast.waitsFor();
      default -> List.of();
    };
  }

  /** The same send or broadcast of another envelope. */
  static Output withEnvelope(Output output, Envelope envelope) {
    return output instanceof Output.Send send
        ? new Output.Send(send.to(), envelope, send.waitsFor())
        : new Output.Broadcast(envelope, waitsFor(output));
  }

  /** A send or broadcast as one send to each receiver. */
  static List<Output.Send> sends(Output output, AdversaryContext stage) {
    if (output instanceof Output.Send send) {
      return List.of(send);
    }
    return envelope(output)
        .map(carried -> stage.others().stream().map(to -> send(to, carried, output)).toList())
        .orElse(List.of());
  }

  private static Output.Send send(PublicKey to, Envelope envelope, Output like) {
    return new Output.Send(to, envelope, waitsFor(like));
  }
}
