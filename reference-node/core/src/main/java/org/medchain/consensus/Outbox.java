package org.medchain.consensus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.data.Bytes;
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

  /**
   * A message of this node's that counts.
   *
   * @param message what it says
   * @param envelope with this node's signature
   */
  public record Signed(Message message, Envelope envelope) {}

  private List<Output> outputs = new ArrayList<>();
  private final TreeMap<Token, List<Signed>> undurable = new TreeMap<>();
  private final List<Signed> due = new ArrayList<>();
  private Token durable = new Token(0);
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
    due.clear(); // a protocol that counts nothing of its own leaves it here
    return drained;
  }

  /** Appends an entry to the durable log. */
  public Token persist(Bytes entry) {
    Token token = new Token(++lastToken);
    add(new Output.Persist(token, entry));
    return token;
  }

  /** Has the state after {@code height} kept durably, with {@code context} beside it. */
  public Token takeSnapshot(long height, Bytes context) {
    Token token = new Token(++lastToken);
    add(new Output.TakeSnapshot(token, height, context));
    return token;
  }

  /** Signs a promise, and broadcasts it when what it rests on is durable as well. */
  public void promise(Message message, Token token) {
    sign(message, new Pending(Optional.empty(), List.of(token)));
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
    Signed signed = new Signed(message, envelope);
    Optional<Token> last = pending.waitsFor().stream().max(Comparator.naturalOrder());
    if (last.isPresent() && last.get().compareTo(durable) > 0) {
      undurable.computeIfAbsent(last.get(), token -> new ArrayList<>()).add(signed);
    } else {
      due.add(signed);
    }
    return true;
  }

  /** Everything up to this token is durable. */
  public void persisted(Token token) {
    if (token.number() <= lastToken && token.compareTo(durable) > 0) {
      durable = token;
      NavigableMap<Token, List<Signed>> now = undurable.headMap(token, true);
      now.values().forEach(due::addAll);
      now.clear();
    }
  }

  /**
   * This node's messages that are signed, and durable where they promise something, since the last
   * call: from now on they may count here as they do elsewhere (CONS-3). A vote that counted before
   * would stand in certificates that others see, and a crash could forget it.
   */
  public List<Signed> takeDue() {
    List<Signed> taken = List.copyOf(due);
    due.clear();
    return taken;
  }
}
