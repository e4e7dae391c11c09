package org.medchain.consensus.pow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.medchain.consensus.Output;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.MessageRegistry;

/** Nodes' messages to single receivers: taken out of their outputs, and delivered between two. */
final class MessageExchange {
  private static final MessageRegistry KINDS = new MessageRegistry(PowMessages.all());

  private MessageExchange() {}

  record Sent(PublicKey to, Message message) {}

  static List<Sent> sent(List<Output> outputs) {
    return PowTestNode.all(outputs, Output.Send.class).stream()
        .map(send -> new Sent(send.to(), message(send.envelope())))
        .toList();
  }

  static Message message(Envelope envelope) {
    return KINDS.find(envelope.code()).orElseThrow().decoder().apply(envelope);
  }

  static <T extends Message> List<T> sent(List<Output> outputs, Class<T> kind) {
    return sent(outputs).stream()
        .map(Sent::message)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  /** Delivers between two nodes what the first put out and what follows; returns it in order. */
  static List<Message> deliver(PowTestNode first, PowTestNode second, List<Output> outputs) {
    List<Message> delivered = new ArrayList<>();
    Deque<Output.Send> toSecond = new ArrayDeque<>(PowTestNode.all(outputs, Output.Send.class));
    Deque<Output.Send> toFirst = new ArrayDeque<>();
    while (!toSecond.isEmpty() || !toFirst.isEmpty()) {
      hand(toSecond, second, toFirst, delivered);
      hand(toFirst, first, toSecond, delivered);
    }
    return delivered;
  }

  private static void hand(
      Deque<Output.Send> from, PowTestNode to, Deque<Output.Send> back, List<Message> delivered) {
    for (; !from.isEmpty(); from.remove()) {
      Envelope envelope = from.element().envelope();
      delivered.add(message(envelope));
      back.addAll(PowTestNode.all(to.receive(envelope), Output.Send.class));
    }
  }
}
