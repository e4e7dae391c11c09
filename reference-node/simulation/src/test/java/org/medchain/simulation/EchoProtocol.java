package org.medchain.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.medchain.consensus.ClientSession;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.ProtocolFactory;
import org.medchain.consensus.Replica;
import org.medchain.consensus.Request;
import org.medchain.consensus.Timer;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/** A node persists a request, tells all, and replies: a real protocol's traffic, no agreement. */
public final class EchoProtocol {
  public static final MessageType ECHO =
      new MessageType(200, "echo", envelope -> new Echo(RequestId.CODEC.decoded(envelope.body())));
  static final MessageType DONE =
      new MessageType(201, "done", envelope -> new Done(RequestId.CODEC.decoded(envelope.body())));

  private EchoProtocol() {}

  public static ProtocolFactory protocol(long retransmitNs) {
    return new ProtocolFactory(
        List.of(Request.TYPE, ECHO, DONE),
        key -> new EchoReplica(),
        () -> new Session(retransmitNs));
  }

  public record Echo(RequestId request) implements Message {
    @Override
    public MessageType type() {
      return ECHO;
    }

    @Override
    public void encode(Encoder out) {
      out.value(request);
    }
  }

  public record Done(RequestId request) implements Message {
    @Override
    public MessageType type() {
      return DONE;
    }

    @Override
    public void encode(Encoder out) {
      out.value(request);
    }
  }

  /** A node: everything in one step per input, all outputs after the entry is durable. */
  static final class EchoReplica implements Replica {
    private final Set<RequestId> seen = new LinkedHashSet<>();
    private long tokens;

    @Override
    public List<Output> step(Input input) {
      return switch (input) {
        case Input.RequestSubmitted submitted -> onRequest(submitted.request().request());
        case Input.MessageSigned signed ->
            List.of(new Output.Broadcast(signed.envelope(), List.of(new DurabilityToken(tokens))));
        default -> List.of();
      };
    }

    private List<Output> onRequest(RequestId request) {
      if (!seen.add(request)) {
        return List.of(new Output.Reply(request.sender(), new Done(request), List.of()));
      }
      DurabilityToken token = new DurabilityToken(++tokens);
      return List.of(
          new Output.Persist(token, Bytes.utf8("request")),
          new Output.Sign(new Echo(request)),
          new Output.Reply(request.sender(), new Done(request), List.of(token)));
    }
  }

  /** A client: asks all, again and again. */
  public static final class Session implements ClientSession {
    private final long retransmitNs;
    private final Map<Long, Transaction> waiting = new LinkedHashMap<>();
    private final Map<RequestId, Long> numbers = new LinkedHashMap<>();
    private long count;

    public Session(long retransmitNs) {
      this.retransmitNs = retransmitNs;
    }

    @Override
    public List<Output> step(Input input) {
      return switch (input) {
        case Input.RequestSubmitted submitted -> {
          waiting.put(++count, submitted.request());
          numbers.put(submitted.request().request(), count);
          yield ask(count);
        }
        case Input.TimerFired fired -> ask(fired.timer().key());
        case Input.MessageReceived received ->
            done(((Done) received.verified().message()).request());
        default -> List.of();
      };
    }

    private List<Output> ask(long number) {
      return List.of(
          new Output.Broadcast(Request.envelope(waiting.get(number)), List.of()),
          new Output.StartTimer(new Timer("retransmit", number), retransmitNs));
    }

    private List<Output> done(RequestId request) {
      List<Output> outputs = new ArrayList<>();
      Long number = numbers.remove(request);
      if (number != null) {
        waiting.remove(number);
        outputs.add(new Output.StopTimer(new Timer("retransmit", number)));
        outputs.add(new Output.Accepted(request, 1, new Receipt(request, Receipt.OK, Bytes.EMPTY)));
      }
      return outputs;
    }
  }
}
