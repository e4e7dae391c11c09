package org.medchain.simulation;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.medchain.consensus.Execution;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.Request;
import org.medchain.consensus.StateMachine;
import org.medchain.consensus.Token;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.network.Authentication;
import org.medchain.network.Authentication.Verified;
import org.medchain.network.Envelope;
import org.medchain.network.Message;

/**
 * One consensus node: its replica, core, disk, timers, state machine and search (SIM-6).
 *
 * <p>The node is one core that handles what comes in the order in which it comes. Handling begins
 * when it has come and the core is free, and takes what the {@link CpuModel} says; the replica's
 * step is taken with the time of the end, and what it puts out leaves then. Nothing of what happens
 * at the node in between can be seen from outside, so an arrival is handled in one go when its
 * event comes, and {@link #freeNs} carries the end over to the next one, instead of by a second
 * event.
 *
 * <p>What a step asks of the core itself (sign, execute, reply) follows at once, in the order of
 * the outputs, before the next arrival: each piece of work at its cost.
 */
final class NodeHost implements Party {
  private final Surroundings world;
  private final int node;
  private final String name;
  private final KeyPair keys;
  private final Replica replica;
  private final StateMachine stateMachine;
  private final long crashNs;
  private final Disk disk;
  private final Miner miner;
  private final Timers timers;
  private final DurabilityGate gate = new DurabilityGate();
  private final Queue<Work> work = new ArrayDeque<>();

  /** When the core is free; never goes back, so neither does the time that the replica sees. */
  private long freeNs;

  /** What the core has to do after a step. */
  private sealed interface Work {
    record Sign(Message message) implements Work {}

    record Reply(PublicKey client, Message message) implements Work {}

    record Execute(Execution execution) implements Work {}
  }

  NodeHost(
      Surroundings world,
      int node,
      KeyPair keys,
      Replica replica,
      StateMachine stateMachine,
      long crashNs,
      Disk disk,
      Miner miner) {
    this.world = world;
    this.node = node;
    this.name = "n" + node;
    this.keys = keys;
    this.replica = replica;
    this.stateMachine = stateMachine;
    this.crashNs = crashNs;
    this.disk = disk;
    this.miner = miner;
    this.timers = new Timers(world.queue(), node);
  }

  @Override
  public void occur(long atNs, Occurrence what) {
    switch (what) {
      case Flight flight -> receive(atNs, flight);
      case Alarm alarm -> ring(atNs, alarm);
      case Durable durable -> persisted(atNs, durable.token());
      case Find find -> found(atNs, find);
      case Start start -> begin(atNs);
      case Turn turn -> throw new IllegalArgumentException("a node has no load to drive");
    }
  }

  private void begin(long atNs) {
    if (occupy(atNs, 0)) {
      handle(new Input.Started(inputNs()));
    }
  }

  private void receive(long atNs, Flight flight) {
    if (!occupy(atNs, flight.receiveNs())) {
      world.counters().lost++;
      return;
    }
    Envelope envelope = flight.envelope();
    if (flight.isFromNode()) {
      world.counters().deliveredBetweenNodes(envelope.code(), flight.bytes());
    } else {
      world.counters().deliveredWithClients(envelope.code(), flight.bytes());
    }
    world.observer().delivered(name, freeNs, envelope, flight.bytes());
    handle(input(flight));
  }

  private Input input(Flight flight) {
    return switch (flight.authentication()) {
      case Verified verified ->
          verified.message() instanceof Request request
              ? new Input.RequestSubmitted(inputNs(), request.transaction())
              : new Input.MessageReceived(inputNs(), verified);
      case Authentication.Rejected rejected ->
          new Input.MessageRejected(
              inputNs(), rejected.sender(), flight.envelope().code(), rejected.reason());
    };
  }

  private void ring(long atNs, Alarm alarm) {
    if (timers.runsOut(alarm, atNs) && occupy(atNs, world.cpu().handleNs())) {
      handle(new Input.TimerFired(inputNs(), alarm.timer));
    }
  }

  private void persisted(long atNs, Token token) {
    if (!gate.durable(token) || !occupy(atNs, world.cpu().handleNs())) {
      return;
    }
    // What waited leaves when the core has learned that it may, so that departures stay in order.
    for (Output released : gate.release()) {
      leave(released);
    }
    handle(new Input.Persisted(inputNs(), token));
  }

  private void found(long atNs, Find find) {
    if (atNs >= crashNs) {
      return;
    }
    Header sealed = miner.found(find, atNs).orElse(null);
    if (sealed != null && occupy(atNs, world.cpu().handleNs())) {
      world.observer().mined(node, freeNs, sealed);
      handle(new Input.NonceFound(inputNs(), sealed));
    }
  }

  /**
   * Takes the core for a while as soon as it is free.
   *
   * @return false if the node crashes before that is over, so that nothing comes of it
   */
  private boolean occupy(long atNs, long costNs) {
    long endNs = Math.max(atNs, freeNs) + costNs;
    if (endNs >= crashNs) {
      work.clear();
      return false;
    }
    freeNs = endNs;
    return true;
  }

  private long inputNs() {
    return world.originNs() + freeNs;
  }

  /** One input from outside, and all the work that it makes on the core. */
  private void handle(Input input) {
    step(input);
    for (Work next = work.poll(); next != null; next = work.poll()) {
      switch (next) {
        case Work.Sign sign -> sign(sign.message());
        case Work.Reply reply -> reply(reply.client(), reply.message());
        case Work.Execute execute -> executed(execute.execution());
      }
    }
  }

  private void step(Input input) {
    List<Output> outputs = replica.step(input);
    world.observer().stepped(name, freeNs, input, outputs);
    for (int i = 0; i < outputs.size(); i++) {
      perform(outputs.get(i));
    }
  }

  private void perform(Output output) {
    switch (output) {
      case Output.Persist persist -> persist(persist.token());
      case Output.Sign sign -> work.add(new Work.Sign(sign.message()));
      case Output.Send send -> leaveIfDurable(send, send.waitsFor(), false);
      case Output.Broadcast broadcast -> leaveIfDurable(broadcast, broadcast.waitsFor(), false);
      case Output.Reply reply -> leaveIfDurable(reply, reply.waitsFor(), false);
      case Output.Commit commit -> leaveIfDurable(commit, commit.waitsFor(), true);
      case Output.Revert revert -> leaveIfDurable(revert, List.of(), true);
      case Output.StartTimer start -> timers.start(start.timer(), freeNs, start.delayNs());
      case Output.StopTimer stop -> timers.stop(stop.timer());
      case Output.Mine mine -> miner.mine(mine.header(), freeNs);
      case Output.StopMining stop -> miner.stop(freeNs);
      case Output.Reject reject -> {
        world.counters().rejected++;
        world.observer().rejected(name, freeNs, reject.sender(), reject.reason());
      }
      // No state machine makes snapshots yet, so nobody has one to give: as if the holder were
      // unreachable. The count shows that it was asked for.
      case Output.RequestSnapshot request -> world.counters().unserved++;
      case Output.ServeSnapshot serve -> world.counters().unserved++;
      case Output.Accepted accepted ->
          throw new IllegalStateException("a replica accepts no result: only a client does");
    }
  }

  private void persist(Token token) {
    gate.persisting(token);
    world.queue().schedule(disk.persist(freeNs), node, new Durable(token));
  }

  private void leaveIfDurable(Output output, List<Token> waitsFor, boolean ordered) {
    if (gate.mayLeave(output, waitsFor, ordered)) {
      leave(output);
    }
  }

  /** Lets out what waits for nothing any more. */
  private void leave(Output output) {
    switch (output) {
      case Output.Send send ->
          world.send(node, send.to(), world.flight(send.envelope(), true), freeNs);
      case Output.Broadcast broadcast ->
          world.network().broadcast(node, world.flight(broadcast.envelope(), true), freeNs);
      case Output.Reply reply -> work.add(new Work.Reply(reply.client(), reply.message()));
      case Output.Commit commit -> commit(commit);
      case Output.Revert revert -> {
        stateMachine.revertTo(revert.height());
        world.observer().reverted(node, freeNs, revert.height());
      }
      default -> throw new IllegalStateException("nothing holds back " + output);
    }
  }

  private void commit(Output.Commit commit) {
    world.observer().committed(node, freeNs, commit.block(), commit.certificate());
    // The state changes here, so that a revert in the same step finds it; the core pays for it, and
    // the replica hears of it, when its turn comes.
    work.add(new Work.Execute(stateMachine.apply(commit.block())));
  }

  private void sign(Message message) {
    if (occupy(freeNs, world.cpu().signNs())) {
      Envelope envelope = Envelope.seal(world.scheme(), world.chain(), keys, message);
      step(new Input.MessageSigned(inputNs(), message, envelope));
    }
  }

  private void reply(PublicKey client, Message message) {
    if (occupy(freeNs, world.cpu().signNs())) {
      Envelope envelope = Envelope.seal(world.scheme(), world.chain(), keys, message);
      world.send(node, client, world.flight(envelope, true), freeNs);
    }
  }

  private void executed(Execution execution) {
    if (occupy(freeNs, world.cpu().executeNs(execution.receipts().size()))) {
      world.observer().executed(node, freeNs, execution);
      step(new Input.Executed(inputNs(), execution));
    }
  }

  /** Hashes that the node has computed up to the end of a run. */
  double hashesUntil(long endNs) {
    return miner.hashesUntil(Math.min(endNs, crashNs));
  }
}
