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
import org.medchain.data.Encodable;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.network.Message;

/**
 * Collects the outputs of a step, and keeps across steps the destination of a message until the
 * host has signed it (CONS-3: a vote leaves only when it is signed and durable).
 */
public final class Outbox {
  /**
   * A message that is sent once it is signed.
   *
   * @param to the receivers; empty for a broadcast
   * @param waitsFor entries that must be durable before
   */
  private record PendingSignature(List<PublicKey> to, List<DurabilityToken> waitsFor) {}

  /**
   * A message of this node's that counts.
   *
   * @param message that is signed
   * @param envelope with this node's signature
   */
  public record SignedMessage(Message message, Envelope envelope) {}

  private List<Output> outputs = new ArrayList<>();
  private final TreeMap<DurabilityToken, List<SignedMessage>> awaitingDurability = new TreeMap<>();
  private final List<SignedMessage> signedAndDurable = new ArrayList<>();
  private DurabilityToken durableUpTo = new DurabilityToken(0);
  private final Map<Message, Deque<PendingSignature>> awaitingSignature = new LinkedHashMap<>();
  private long lastToken;

  /** Appends one output. */
  public void add(Output output) {
    outputs.add(output);
  }

  /** The outputs since the last call, in order. */
  public List<Output> drain() {
    signedAndDurable.clear(); // a protocol without own entries leaves it here
    if (outputs.isEmpty()) {
      return List.of(); // most votes
    }
    List<Output> drained = outputs;
    outputs = new ArrayList<>();
    return drained;
  }

  /** Appends an entry to the durable log; it must not change afterwards. */
  public DurabilityToken persist(Encodable entry) {
    DurabilityToken token = new DurabilityToken(++lastToken);
    add(new Output.Persist(token, entry));
    return token;
  }

  /** Has the state after {@code height} kept for after a crash, with {@code context} beside it. */
  public DurabilityToken takeSnapshot(long height, Bytes context) {
    DurabilityToken token = new DurabilityToken(++lastToken);
    add(new Output.TakeSnapshot(token, height, context));
    return token;
  }

  /** PBFT-18: signs a promise, and broadcasts it when its log entry is durable as well. */
  public void signAndBroadcastWhenDurable(Message message, DurabilityToken token) {
    sign(message, new PendingSignature(List.of(), List.of(token)));
  }

  /** Signs and broadcasts a message that promises nothing. */
  public void broadcast(Message message) {
    sign(message, new PendingSignature(List.of(), List.of()));
  }

  /** Signs a message that promises nothing and sends it to one node. */
  public void send(PublicKey to, Message message) {
    send(List.of(to), message);
  }

  /** The same to several nodes, at least one, under one signature. */
  public void send(List<PublicKey> to, Message message) {
    sign(message, new PendingSignature(List.copyOf(to), List.of()));
  }

  private void sign(Message message, PendingSignature pending) {
    awaitingSignature.computeIfAbsent(message, key -> new ArrayDeque<>()).add(pending);
    add(new Output.Sign(message));
  }

  /**
   * The host has signed: sends the message.
   *
   * @return false if nothing was
   */
  public boolean onSigned(Message message, Envelope envelope) {
    Deque<PendingSignature> waiting = awaitingSignature.get(message);
    if (waiting == null) {
      return false;
    }
    PendingSignature pending = waiting.remove();
    if (waiting.isEmpty()) {
      awaitingSignature.remove(message);
    }
    pending.to().forEach(to -> add(new Output.Send(to, envelope, pending.waitsFor())));
    if (pending.to().isEmpty()) {
      add(new Output.Broadcast(envelope, pending.waitsFor()));
    }
    SignedMessage signed = new SignedMessage(message, envelope);
    Optional<DurabilityToken> last = pending.waitsFor().stream().max(Comparator.naturalOrder());
    if (last.isPresent() && last.get().compareTo(durableUpTo) > 0) {
      awaitingDurability.computeIfAbsent(last.get(), token -> new ArrayList<>()).add(signed);
    } else {
      signedAndDurable.add(signed);
    }
    return true;
  }

  /** Everything up to this token is durable. */
  public void onPersisted(DurabilityToken token) {
    if (token.number() <= lastToken && token.compareTo(durableUpTo) > 0) {
      durableUpTo = token;
      NavigableMap<DurabilityToken, List<SignedMessage>> now =
          awaitingDurability.headMap(token, true);
      now.values().forEach(signedAndDurable::addAll);
      now.clear();
    }
  }

  /**
   * This node's messages that are signed, and durable where they promise something, since the last
   * call: from now on they may count here as they do elsewhere (CONS-3). A vote that counted
   * earlier could be in certificates of others, and a crash could lose it.
   */
  public List<SignedMessage> takeSignedAndDurable() {
    List<SignedMessage> taken = List.copyOf(signedAndDurable);
    signedAndDurable.clear();
    return taken;
  }
}
