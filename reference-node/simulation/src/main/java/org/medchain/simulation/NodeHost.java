package org.medchain.simulation;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.medchain.consensus.DurabilityGate;
import org.medchain.consensus.Execution;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Refusal;
import org.medchain.consensus.Replica;
import org.medchain.consensus.Snapshot;
import org.medchain.consensus.StateMachine;
import org.medchain.consensus.Token;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.network.Message;

/**
 * One consensus node: its replica, core, disk, timers, state machine and search (SIM-6). One that
 * comes back after a crash lives again (SIM-23): what is on its disk and its search's luck stay,
 * all else is made anew, and events of an earlier life mean nothing to it.
 *
 * <p>The node is one core that handles what comes in the order in which it comes. Handling begins
 * when it has come and the core is free, and takes what the {@link CpuModel} says; the replica's
 * step is taken with the time of the end, and what it puts out leaves then. Nothing of what happens
 * at the node in between can be seen from outside, so an arrival is handled in one go when its
 * event comes, and {@link #freeNs} carries the end over to the next one. What a step asks of the
 * core itself (sign, execute, reply) follows at once, before the next arrival, each at its cost.
 */
final class NodeHost implements Party {
  private final Surroundings world;
  private final int node;
  private final String name;
  private final Cluster cluster;
  private final DiskModel diskModel;
  private final Outages outages;
  private final Miner miner;
  private final Storage storage = new Storage();
  private final Queue<Work> work = new ArrayDeque<>();
  private final Departures departures;
  private boolean hasRun;

  /** Counted from 0; all that follows belongs to it. */
  private int life;

  private Replica replica;
  private StateMachine stateMachine;
  private Disk disk;
  private Timers timers;
  private DurabilityGate gate;
  private Remembered remembered;
  private long crashNs;

  /** What a client sent, while it is being handled. */
  private Optional<Envelope> answered = Optional.empty();

  /** When the core is free; never goes back, so neither does the time that the replica sees. */
  private long freeNs;

  NodeHost(
      Surroundings world, int node, Cluster cluster, DiskModel disk, Outages outages, Miner miner) {
    this.world = world;
    this.node = node;
    this.name = "n" + node;
    this.cluster = cluster;
    this.diskModel = disk;
    this.outages = outages;
    this.miner = miner;
    this.departures = new Departures(world, node, () -> freeNs);
    live();
  }

  private void live() {
    replica = cluster.replica(node);
    stateMachine = cluster.stateMachine().get();
    disk = new Disk(diskModel);
    timers = new Timers(world.queue(), node);
    gate = new DurabilityGate();
    remembered = new Remembered(world.host().remembered());
    crashNs = outages.crashNs(life);
  }

  @Override
  public void occur(long atNs, Occurrence what) {
    switch (what) {
      case Flight flight -> receive(atNs, flight);
      case Alarm alarm -> ring(atNs, alarm);
      case Durable durable -> persisted(atNs, durable);
      case Find find -> found(atNs, find);
      case Start start -> {
        if (start == Start.START) {
          begin(atNs);
        } else {
          beginAgain(atNs);
        }
      }
      case Turn it -> throw new IllegalArgumentException("does not happen to a node: " + it);
      case Released it -> throw new IllegalArgumentException("does not happen to a node: " + it);
    }
  }

  @Override
  public long busyUntilNs() {
    return freeNs;
  }

  @Override
  public void settle() {
    departures.settle();
  }

  private void begin(long atNs) {
    if (occupy(atNs, 0)) {
      hasRun = true;
      handle(new Input.Started(inputNs()));
    }
  }

  /** The node is back, with what was durable when it crashed and nothing else. */
  private void beginAgain(long atNs) {
    miner.stop(crashNs);
    work.clear();
    storage.crash();
    world.network().restarted(node, atNs);
    life++;
    live();
    // One that was down from the beginning on has no past to recover.
    if (hasRun && occupy(atNs, 0)) {
      world.counters().restarts++;
      world.observer().restarted(node, freeNs);
      handle(new Input.Recovered(inputNs(), storage.log()));
    }
    begin(atNs);
  }

  private void receive(long atNs, Flight flight) {
    if (!occupy(atNs, remembered.receiveNs(flight, flight.isAwaitedBy(replica), world))) {
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
    answered = flight.isFromNode() ? Optional.empty() : Optional.of(envelope);
    handle(world.opened(flight, keys()).input(inputNs()));
    answered = Optional.empty();
  }

  /** SIM-29: what a client sent in vain goes back to it with the reason. */
  private void reject(Output.Reject reject) {
    world.counters().rejected++;
    world.observer().rejected(name, freeNs, reject.sender(), reject.reason());
    if (answered.isPresent()) {
      Refusal refusal = Refusal.of(Hash.of(answered.get().body()), reject.reason());
      work.add(new Work.Reply(reject.sender(), refusal));
    }
  }

  private void ring(long atNs, Alarm alarm) {
    if (timers.runsOut(alarm, atNs) && occupy(atNs, world.cpu().handleNs())) {
      handle(new Input.TimerFired(inputNs(), alarm.timer));
    }
  }

  private void persisted(long atNs, Durable durable) {
    // What a crash came before is not durable (SIM-23).
    if (durable.life() != life || atNs >= crashNs || !gate.durable(durable.token())) {
      return;
    }
    world.counters().collected += storage.durable(durable.token());
    if (!occupy(atNs, world.cpu().handleNs())) {
      return;
    }
    // What waited leaves when the core has learned that it may, so that departures stay in order.
    for (Output released : gate.release()) {
      leave(released);
    }
    handle(new Input.Persisted(inputNs(), durable.token()));
  }

  private void found(long atNs, Find find) {
    if (atNs >= crashNs) {
      miner.stop(crashNs);
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
      departures.clear();
      return false;
    }
    freeNs = endNs;
    world.counters().busyNs += costNs;
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
        case Work.Reply reply -> reply(reply.to(), reply.message());
        case Work.Tell tell -> then(tell.costNs(), () -> step(tell.input().apply(inputNs())));
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
      case Output.Persist persist -> {
        storage.append(persist.token(), persist.entry());
        write(persist.token(), 0);
      }
      case Output.TakeSnapshot take -> takeSnapshot(take);
      case Output.Truncate truncate ->
          world.counters().collected += storage.truncate(truncate.first(), truncate.height());
      case Output.ServeSnapshot serve -> serve(serve);
      case Output.Restore restore -> leaveIfDurable(restore, List.of(), true);
      case Output.Read read -> read(read.request());
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
      case Output.Reject reject -> reject(reject);
      case Output.Accepted accepted ->
          throw new IllegalStateException("a replica accepts no result: only a client does");
    }
  }

  private void write(Token token, long moreNs) {
    gate.persisting(token);
    departures.force(disk, new Durable(life, token), moreNs);
  }

  /** The whole of it is encoded and written; what that costs the host model says (SIM-37). */
  private void takeSnapshot(Output.TakeSnapshot take) {
    Bytes state = stateMachine.snapshot(take.height());
    storage.keep(take.token(), take.height(), new Snapshot(take.context(), state));
    world.counters().snapshotsTaken++;
    CheckpointModel model = world.host().checkpoints();
    long bytes = (long) take.context().size() + state.size();
    then(model.coreNs(bytes), () -> write(take.token(), model.diskNs(bytes)));
  }

  private void serve(Output.ServeSnapshot serve) {
    storage
        .part(serve.height(), serve.part())
        .ifPresent(
            part -> {
              world.counters().snapshotPartsServed++;
              work.add(new Work.Reply(serve.to(), part));
            });
  }

  private void read(Transaction request) {
    long height = stateMachine.height();
    Receipt receipt = stateMachine.read(request);
    work.add(
        new Work.Tell(
            world.cpu().executeNs(1), nowNs -> new Input.ReadAnswered(nowNs, height, receipt)));
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
          then(
              world.host().sendNs(1),
              () -> departures.send(send.to(), world.flight(send.envelope(), true)));
      case Output.Broadcast broadcast ->
          then(
              world.host().sendNs(cluster.nodes().size() - 1),
              () -> departures.broadcast(world.flight(broadcast.envelope(), true)));
      case Output.Reply reply -> work.add(new Work.Reply(reply.client(), reply.message()));
      case Output.Commit commit -> commit(commit);
      case Output.Revert revert -> {
        stateMachine.revertTo(revert.height());
        world.observer().reverted(node, freeNs, revert.height());
      }
      case Output.Restore restore -> restore(restore);
      default -> throw new IllegalStateException("nothing holds back " + output);
    }
  }

  /** Takes the core on, and does something if the node does not crash meanwhile. */
  private void then(long costNs, Runnable what) {
    if (occupy(freeNs, costNs)) {
      what.run();
    }
  }

  private void commit(Output.Commit commit) {
    world.observer().committed(node, freeNs, commit.block(), commit.certificate());
    // The state changes here, so that a revert in the same step finds it; the core pays for it, and
    // the replica hears of it, when its turn comes.
    work.add(new Work.Execute(stateMachine.apply(commit.block())));
  }

  /** As with a commit, the state changes here and the replica hears of it later. */
  private void restore(Output.Restore restore) {
    Optional<Bytes> state = restore.state().or(() -> storage.state(restore.height()));
    Optional<Hash> root = state.flatMap(bytes -> load(restore, bytes));
    if (root.isPresent()) {
      world.counters().snapshotsRestored++;
      world.observer().restored(node, freeNs, restore.height(), restore.block());
    }
    long costNs = world.cpu().receiveNs(0, state.map(Bytes::size).orElse(0));
    work.add(new Work.Tell(costNs, nowNs -> new Input.Restored(nowNs, restore.height(), root)));
  }

  private Optional<Hash> load(Output.Restore restore, Bytes state) {
    try {
      return Optional.of(stateMachine.restore(restore.height(), restore.block(), state));
    } catch (MalformedInput e) {
      return Optional.empty();
    }
  }

  private void sign(Message message) {
    if (occupy(freeNs, world.cpu().signNs())) {
      Envelope envelope = Envelope.seal(world.scheme(), world.chain(), keys(), message);
      step(new Input.MessageSigned(inputNs(), message, envelope));
    }
  }

  private KeyPair keys() {
    return cluster.nodes().get(node);
  }

  private void reply(PublicKey to, Message message) {
    if (occupy(freeNs, world.replyNs(message) + world.host().sendNs(1))) {
      departures.send(to, world.reply(keys(), to, message));
    }
  }

  private void executed(Execution execution) {
    if (occupy(freeNs, world.cpu().executeNs(execution.receipts().size()))) {
      world.observer().executed(node, freeNs, execution);
      step(new Input.Executed(inputNs(), execution));
    }
  }

  /** When the node is back after its crashes. */
  List<Long> restartsNs() {
    return outages.restartsNs();
  }

  /** Hashes that the node has computed up to the end of a run. */
  double hashesUntil(long endNs) {
    return miner.hashesUntil(Math.min(endNs, crashNs));
  }
}
