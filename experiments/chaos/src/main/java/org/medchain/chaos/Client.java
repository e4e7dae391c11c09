package org.medchain.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.consensus.ClientSession;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Timer;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.Authentication;

/** A client: submits requests and waits, in the real client session. Clients are honest here. */
final class Client implements Party {
  private final String name;
  private final KeyPair keys;
  private final World world;
  private final ClientSession session;
  private final Map<Timer, Long> timers = new LinkedHashMap<>();
  private final List<Transaction> submitted = new ArrayList<>();
  private final Map<RequestId, Transaction> open = new LinkedHashMap<>();

  Client(String name, KeyPair keys, World world, ClientSession session) {
    this.name = name;
    this.keys = keys;
    this.world = world;
    this.session = session;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public PublicKey key() {
    return keys.publicKey();
  }

  Map<Timer, Long> timers() {
    return timers;
  }

  /** All requests so far, ordered ones and reads. */
  List<Transaction> submitted() {
    return submitted;
  }

  /** Requests whose result is not accepted yet. */
  Map<RequestId, Transaction> open() {
    return open;
  }

  /** Sets a register to a number that no other request of the run writes. */
  void write(String register, long value) {
    order(Ledger.WRITE, new Encoder().text(register).int64(value).toBytes());
  }

  /** Orders a request. */
  void order(int kind, Bytes body) {
    Transaction request = next(kind, body);
    world.judge().submitted(this, request);
    give(new Input.RequestSubmitted(world.nowNs(), request));
  }

  /** Reads a register without having the read ordered, if that works. */
  void read(String register) {
    Transaction request = next(Ledger.READ, new Encoder().text(register).toBytes());
    world.judge().submitted(this, request);
    give(new Input.ReadSubmitted(world.nowNs(), request));
  }

  private Transaction next(int kind, Bytes body) {
    Transaction request = world.request(keys, submitted.size() + 1L, kind, body);
    submitted.add(request);
    open.put(request.request(), request);
    return request;
  }

  @Override
  public void receive(Mail mail) {
    give(
        switch (mail.authentication()) {
          case Authentication.Verified verified ->
              new Input.MessageReceived(world.nowNs(), verified);
          case Authentication.Rejected rejected ->
              new Input.MessageRejected(
                  world.nowNs(), rejected.sender(), mail.envelope().code(), rejected.reason());
        });
  }

  void fire(Timer timer) {
    if (timers.remove(timer) != null) {
      give(new Input.TimerFired(world.nowNs(), timer));
    }
  }

  private void give(Input input) {
    for (Output output : session.step(input)) {
      switch (output) {
        case Output.Send send -> world.send(this, send.to(), send.envelope());
        case Output.Broadcast broadcast -> world.broadcast(this, broadcast.envelope());
        case Output.StartTimer start -> {
          timers.remove(start.timer());
          timers.put(start.timer(), world.nowNs() + start.delayNs());
        }
        case Output.StopTimer stop -> timers.remove(stop.timer());
        case Output.Sign sign ->
            give(
                new Input.MessageSigned(
                    world.nowNs(), sign.message(), world.seal(keys, sign.message())));
        case Output.Accepted accepted -> {
          Transaction request = open.remove(accepted.request());
          world.judge().accepted(this, request, accepted);
        }
        default -> {} // a client stores, searches and executes nothing
      }
    }
  }
}
