package org.medchain.faults.hostile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.Request;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/** A correct replica; what hostile messages came to it, and what it said, is counted. */
final class ObservedReplica implements Replica {
  private static final Map<Integer, HostileKind> BY_CODE =
      new HashMap<>(Map.of(Envelope.MAC_CODE, HostileKind.MAC_ENVELOPE));

  static {
    for (HostileKind each : HostileKind.values()) {
      each.message().ifPresent(type -> BY_CODE.put(code(type), each));
    }
  }

  private final Replica own;
  private final Set<PublicKey> hostile;
  private final HostileTable table;
  private volatile long thread;

  ObservedReplica(Replica own, Set<PublicKey> hostile, HostileTable table) {
    this.own = own;
    this.hostile = hostile;
    this.table = table;
  }

  /** Id of the thread that runs it. */
  long thread() {
    return thread;
  }

  @Override
  public boolean stillNeeds(Message message) {
    return own.stillNeeds(message);
  }

  @Override
  public List<Output> step(Input input) {
    thread = Thread.currentThread().threadId();
    List<Output> outputs = own.step(input);
    switch (input) {
      case Input.MessageReceived received when hostile.contains(received.verified().sender()) ->
          countTaken(received.verified().envelope().code(), outputs);
      case Input.RequestSubmitted request
          when hostile.contains(request.request().request().sender()) ->
          countTaken(Request.TYPE.code(), outputs);
      case Input.MessageRejected rejected ->
          table.count(
              hostile.contains(rejected.sender()) ? kind(rejected.code()) : HostileKind.REPLAY,
              rejected.reason().contains("sign") || rejected.reason().contains("hold")
                  ? HostileOutcome.REFUSED_BY_SIGNATURE
                  : HostileOutcome.REFUSED_BY_FORM);
      default -> {}
    }
    return outputs;
  }

  private void countTaken(int code, List<Output> outputs) {
    boolean refused = outputs.stream().anyMatch(Output.Reject.class::isInstance);
    table.count(kind(code), refused ? HostileOutcome.REFUSED_BY_REPLICA : HostileOutcome.TAKEN);
  }

  /** The kind that an envelope's code names. */
  static HostileKind kind(int code) {
    return BY_CODE.getOrDefault(code, HostileKind.UNKNOWN_CODE);
  }

  private static int code(Class<? extends Message> message) {
    try {
      return ((MessageType) message.getField("TYPE").get(null)).code();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a message without a type", e);
    }
  }
}
