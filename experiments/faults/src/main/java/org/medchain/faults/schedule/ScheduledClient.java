package org.medchain.faults.schedule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.consensus.ClientSession;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.KeyPair;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.faults.oracle.RegisterStateMachine;
import org.medchain.faults.schedule.Endpoint.TimedEndpoint;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;

/** A client: submits requests and waits, in the real client session. Clients are honest here. */
final class ScheduledClient extends TimedEndpoint {
  private final ClientSession session;
  private final List<Transaction> submitted = new ArrayList<>();
  private final Map<RequestId, Transaction> outstanding = new LinkedHashMap<>();

  ScheduledClient(String name, KeyPair keys, ScheduledSystem world, ClientSession session) {
    super(name, keys, world);
    this.session = session;
  }

  /** All requests so far, ordered ones and reads. */
  List<Transaction> submitted() {
    return submitted;
  }

  /** Requests whose result is not accepted yet. */
  Map<RequestId, Transaction> outstanding() {
    return outstanding;
  }

  /** The next request; even numbers of reads and writes, on one of two registers. */
  void submit(int what) {
    if (this == system.center) {
      system.changeMembers(what);
    } else if (what % 4 == 3 && system.plan.kind() != ScheduleKind.POW) {
      read("r" + what / 4 % 2);
    } else {
      write("r" + what / 4 % 2, system.freshValue());
    }
  }

  void write(String register, long value) {
    order(RegisterStateMachine.WRITE, new Encoder().text(register).int64(value).toBytes());
  }

  /** Orders a request. */
  void order(int kind, Bytes body) {
    Transaction request = next(kind, body);
    system.oracle.submitted(this, request);
    step(new Input.RequestSubmitted(system.nowNs(), request));
  }

  /** Reads a register without having the read ordered, if that works. */
  void read(String register) {
    Transaction request = next(RegisterStateMachine.READ, new Encoder().text(register).toBytes());
    system.oracle.submitted(this, request);
    step(new Input.ReadSubmitted(system.nowNs(), request));
  }

  private Transaction next(int kind, Bytes body) {
    Transaction request = system.request(keys, submitted.size() + 1L, kind, body);
    submitted.add(request);
    outstanding.put(request.request(), request);
    return request;
  }

  @Override
  void receive(SharedEnvelope mail) {
    step(Input.of(system.nowNs(), mail.envelope(), mail.authentication()));
  }

  @Override
  void step(Input input) {
    for (Output output : session.step(input)) {
      switch (output) {
        case Output.Send send -> system.send(this, send.to(), send.envelope());
        case Output.Broadcast broadcast -> system.broadcast(this, broadcast.envelope());
        case Output.StartTimer start ->
            timers.start(start.timer(), system.nowNs() + start.delayNs());
        case Output.StopTimer stop -> timers.stop(stop.timer());
        case Output.Sign sign ->
            step(
                new Input.MessageSigned(
                    system.nowNs(), sign.message(), system.seal(keys, sign.message())));
        case Output.Accepted accepted -> {
          Transaction request = outstanding.remove(accepted.request());
          system.oracle.accepted(this, request, accepted);
        }
        default -> {} // a client stores, searches and executes nothing
      }
    }
  }
}
