package org.medchain.faults.hostile;

import java.util.List;
import java.util.Set;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.Request;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.MessageRegistry;
import org.medchain.network.MessageType;

/** A correct replica; what hostile messages came to it, and what it said, is counted. */
final class ObservedReplica implements Replica {
  private static final MessageRegistry KINDS = new MessageRegistry(PbftMessages.all());

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
              hostile.contains(rejected.sender())
                  ? kind(rejected.code())
                  : HostileMessageSource.REPLAY,
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
  private static String kind(int code) {
    return code == Envelope.MAC_CODE
        ? HostileMessageSource.MACS_KIND
        : KINDS.find(code).map(MessageType::name).orElse(HostileMessageSource.UNKNOWN);
  }
}
