package org.medchain.consensus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.network.Message;

/**
 * Collects the outputs of a step, and remembers across steps what is to happen with a message once
 * the host has signed it (CONS-3: a vote leaves only when it is signed and durable).
 */
public final class Outbox {
  /**
   * What to do with a message once it is signed.
   *
   * @param to the receiver; empty for a broadcast
   * @param waitsFor what must be durable before
   */
  private record Pending(Optional<PublicKey> to, List<Token> waitsFor) {}

  private List<Output> outputs = new ArrayList<>();
  private final Map<Message, Deque<Pending>> unsigned = new LinkedHashMap<>();
  private long lastToken;

  /** Appends one output. */
  public void add(Output output) {
    outputs.add(output);
  }

  /** The outputs since the last call, in order. */
  public List<Output> drain() {
    List<Output> drained = outputs;
    outputs = new ArrayList<>();
    return drained;
  }

  /** Makes a message durable before it is sent: the entry is its code and its encoding. */
  public Token persist(Message message) {
    Bytes entry = new Encoder().uint8(message.type().code()).value(message).toBytes();
    Token token = new Token(++lastToken);
    add(new Output.Persist(token, entry));
    return token;
  }

  /** Signs a promise, and broadcasts it when it is durable as well. */
  public Token promise(Message message) {
    Token token = persist(message);
    sign(message, new Pending(Optional.empty(), List.of(token)));
    return token;
  }

  /** Signs and broadcasts a message that promises nothing. */
  public void broadcast(Message message) {
    sign(message, new Pending(Optional.empty(), List.of()));
  }

  /** Signs a message that promises nothing and sends it to one node. */
  public void send(PublicKey to, Message message) {
    sign(message, new Pending(Optional.of(to), List.of()));
  }

  private void sign(Message message, Pending pending) {
    unsigned.computeIfAbsent(message, key -> new ArrayDeque<>()).add(pending);
    add(new Output.Sign(message));
  }

  /**
   * The host has signed: sends what was waiting for it.
   *
   * @return false if nothing was
   */
  public boolean signed(Message message, Envelope envelope) {
    Deque<Pending> waiting = unsigned.get(message);
    if (waiting == null) {
      return false;
    }
    Pending pending = waiting.remove();
    if (waiting.isEmpty()) {
      unsigned.remove(message);
    }
    Output output =
        pending.to().isPresent()
            ? new Output.Send(pending.to().get(), envelope, pending.waitsFor())
            : new Output.Broadcast(envelope, pending.waitsFor());
    add(output);
    return true;
  }
}
