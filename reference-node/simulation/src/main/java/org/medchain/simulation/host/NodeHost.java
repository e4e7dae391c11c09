package org.medchain.simulation.host;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.medchain.consensus.DurabilityGate;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.RequestRejection;
import org.medchain.consensus.Snapshot;
import org.medchain.consensus.StateMachine;
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
import org.medchain.simulation.event.BlockFound;
import org.medchain.simulation.event.CoreReleased;
import org.medchain.simulation.event.EventHandler;
import org.medchain.simulation.event.EventTimers;
import org.medchain.simulation.event.LoadTick;
import org.medchain.simulation.event.MessageInFlight;
import org.medchain.simulation.event.PersistedEvent;
import org.medchain.simulation.event.SimulationEvent;
import org.medchain.simulation.event.StartEvent;
import org.medchain.simulation.event.TimerEvent;
import org.medchain.simulation.fault.Outages;
import org.medchain.simulation.model.CheckpointModel;
import org.medchain.simulation.model.CpuModel;
import org.medchain.simulation.model.DiskModel;

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
public final class NodeHost implements EventHandler {
  private final RunContext context;
  private final int node;
  private final String name;
  private final Cluster cluster;
  private final DiskModel diskModel;
  private final Outages outages;
  private final MiningProcess miningProcess;
  private final SimulatedStorage storage = new SimulatedStorage();
  private final Queue<CoreWork> work = new ArrayDeque<>();
  private final DepartureQueue departureQueue;
  private boolean hasRun;

  /** Counted from 0; all that follows belongs to it. */
  private int incarnation;

  private Replica replica;
  private StateMachine stateMachine;
  private SimulatedDisk disk;
  private EventTimers timers;
  private DurabilityGate gate;
  private SignatureCache signatureCache;
  private long crashNs;

  /** What a client sent, while it is being handled. */
  private Optional<Envelope> currentClientEnvelope = Optional.empty();

  /** When the core is free; never goes back, so neither does the time that the replica sees. */
  private long freeNs;

  public NodeHost(
      RunContext world,
      int node,
      Cluster cluster,
      DiskModel disk,
      Outages outages,
      MiningProcess miner) {
    this.context = world;
    this.node = node;
    this.name = "n" + node;
    this.cluster = cluster;
    this.diskModel = disk;
    this.outages = outages;
    this.miningProcess = miner;
    this.departureQueue = new DepartureQueue(world, node, () -> freeNs);
    startIncarnation();
  }

  private void startIncarnation() {
    replica = cluster.replica(node);
    stateMachine = cluster.stateMachine().get();
    disk = new SimulatedDisk(diskModel);
    timers = new EventTimers(context.queue(), node);
    gate = new DurabilityGate();
    signatureCache = new SignatureCache(context.host().signatureCacheSize());
    crashNs = outages.crashTimeNs(incarnation);
  }

  @Override
  public void handle(long atNs, SimulationEvent what) {
    switch (what) {
      case MessageInFlight flight -> receive(atNs, flight);
      case TimerEvent alarm -> onTimer(atNs, alarm);
      case PersistedEvent durable -> persisted(atNs, durable);
      case BlockFound find -> found(atNs, find);
      case StartEvent start -> {
        if (start == StartEvent.START) {
          onStart(atNs);
        } else {
          onRestart(atNs);
        }
      }
      case LoadTick it -> throw new IllegalArgumentException("does not happen to a node: " + it);
      case CoreReleased it ->
          throw new IllegalArgumentException("does not happen to a node: " + it);
    }
  }

  @Override
  public long busyUntilNs() {
    return freeNs;
  }

  @Override
  public void flush() {
    departureQueue.flush();
  }

  private void onStart(long atNs) {
    if (occupy(atNs, 0)) {
      hasRun = true;
      handleInput(new Input.Started(inputNs()));
    }
  }

  /** The node is back, with what was durable when it crashed and nothing else. */
  private void onRestart(long atNs) {
    miningProcess.stop(crashNs);
    work.clear();
    storage.crash();
    context.network().restarted(node, atNs);
    incarnation++;
    startIncarnation();
    // One that was down from the beginning on has no past to recover.
    if (hasRun && occupy(atNs, 0)) {
      context.counters().restarts++;
      context.observer().restarted(node, freeNs);
      handleInput(new Input.Recovered(inputNs(), storage.log()));
    }
    onStart(atNs);
  }

  private void receive(long atNs, MessageInFlight flight) {
    if (!occupy(atNs, signatureCache.receiveNs(flight, flight.isNeededBy(replica), context))) {
      context.counters().lost++;
      return;
    }
    Envelope envelope = flight.envelope();
    if (flight.isFromNode()) {
      context.counters().deliveredBetweenNodes(envelope.code(), flight.bytes());
    } else {
      context.counters().deliveredWithClients(envelope.code(), flight.bytes());
    }
    context.observer().delivered(name, freeNs, envelope, flight.bytes());
    currentClientEnvelope = flight.isFromNode() ? Optional.empty() : Optional.of(envelope);
    handleInput(context.authenticated(flight, keys()).input(inputNs()));
    currentClientEnvelope = Optional.empty();
  }

  /** SIM-29: what a client sent in vain goes back to it with the reason. */
  private void reject(Output.Reject reject) {
    context.counters().rejected++;
    context.observer().rejected(name, freeNs, reject.sender(), reject.reason());
    if (currentClientEnvelope.isPresent()) {
      RequestRejection refusal =
          RequestRejection.of(Hash.of(currentClientEnvelope.get().body()), reject.reason());
      work.add(new CoreWork.Reply(reject.sender(), refusal));
    }
  }

  private void onTimer(long atNs, TimerEvent alarm) {
    if (timers.isDue(alarm, atNs) && occupy(atNs, context.cpu().handleNs())) {
      handleInput(new Input.TimerFired(inputNs(), alarm.timer));
    }
  }

  private void persisted(long atNs, PersistedEvent durable) {
    // What a crash came before is not durable (SIM-23).
    if (durable.incarnation() != incarnation || atNs >= crashNs || !gate.durable(durable.token())) {
      return;
    }
    context.counters().collected += storage.durable(durable.token());
    if (!occupy(atNs, context.cpu().handleNs())) {
      return;
    }
    // What waited leaves when the core has learned that it may, so that departures stay in order.
    for (Output released : gate.release()) {
      release(released);
    }
    handleInput(new Input.Persisted(inputNs(), durable.token()));
  }

  private void found(long atNs, BlockFound find) {
    if (atNs >= crashNs) {
      miningProcess.stop(crashNs);
    }
    Header sealed = miningProcess.found(find, atNs).orElse(null);
    if (sealed != null && occupy(atNs, context.cpu().handleNs())) {
      context.observer().mined(node, freeNs, sealed);
      handleInput(new Input.NonceFound(inputNs(), sealed));
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
      departureQueue.clear();
      return false;
    }
    freeNs = endNs;
    context.counters().busyNs += costNs;
    return true;
  }

  private long inputNs() {
    return context.originNs() + freeNs;
  }

  /** One input from outside, and all the work that it makes on the core. */
  private void handleInput(Input input) {
    step(input);
    for (CoreWork next = work.poll(); next != null; next = work.poll()) {
      switch (next) {
        case CoreWork.Sign sign -> sign(sign.message());
        case CoreWork.Reply reply -> reply(reply.to(), reply.message());
        case CoreWork.Tell tell ->
            afterCost(tell.costNs(), () -> step(tell.input().apply(inputNs())));
        case CoreWork.Execute execute -> executed(execute.execution());
      }
    }
  }

  private void step(Input input) {
    List<Output> outputs = replica.step(input);
    context.observer().stepped(name, freeNs, input, outputs);
    for (int i = 0; i < outputs.size(); i++) {
      perform(outputs.get(i));
    }
  }

  private void perform(Output output) {
    switch (output) {
      case Output.Persist persist -> {
        storage.append(persist.token(), persist.entry());
        force(persist.token(), 0);
      }
      case Output.TakeSnapshot take -> takeSnapshot(take);
      case Output.Truncate truncate ->
          context.counters().collected += storage.truncate(truncate.first(), truncate.height());
      case Output.ServeSnapshot serve -> serve(serve);
      case Output.Restore restore -> releaseIfDurable(restore, List.of(), true);
      case Output.Read read -> read(read.request());
      case Output.Sign sign -> work.add(new CoreWork.Sign(sign.message()));
      case Output.Send send -> releaseIfDurable(send, send.waitsFor(), false);
      case Output.Broadcast broadcast -> releaseIfDurable(broadcast, broadcast.waitsFor(), false);
      case Output.Reply reply -> releaseIfDurable(reply, reply.waitsFor(), false);
      case Output.Commit commit -> releaseIfDurable(commit, commit.waitsFor(), true);
      case Output.Revert revert -> releaseIfDurable(revert, List.of(), true);
      case Output.StartTimer start -> timers.start(start.timer(), freeNs, start.delayNs());
      case Output.StopTimer stop -> timers.stop(stop.timer());
      case Output.Mine mine -> miningProcess.mine(mine.header(), freeNs);
      case Output.StopMining stop -> miningProcess.stop(freeNs);
      case Output.Reject reject -> reject(reject);
      case Output.Accepted accepted ->
          throw new IllegalStateException("a replica accepts no result: only a client does");
    }
  }

  private void force(DurabilityToken token, long moreNs) {
    gate.persisting(token);
    departureQueue.scheduleForce(disk, new PersistedEvent(incarnation, token), moreNs);
  }

  /** The whole of it is encoded and written; what that costs the host model says (SIM-37). */
  private void takeSnapshot(Output.TakeSnapshot take) {
    Bytes state = stateMachine.snapshot(take.height());
    storage.storeSnapshot(take.token(), take.height(), new Snapshot(take.context(), state));
    context.counters().snapshotsTaken++;
    CheckpointModel model = context.host().checkpoints();
    long bytes = (long) take.context().size() + state.size();
    afterCost(model.coreNs(bytes), () -> force(take.token(), model.diskNs(bytes)));
  }

  private void serve(Output.ServeSnapshot serve) {
    storage
        .part(serve.height(), serve.part())
        .ifPresent(
            part -> {
              context.counters().snapshotPartsServed++;
              work.add(new CoreWork.Reply(serve.to(), part));
            });
  }

  private void read(Transaction request) {
    long height = stateMachine.height();
    Receipt receipt = stateMachine.read(request);
    work.add(
        new CoreWork.Tell(
            context.cpu().executeNs(1), nowNs -> new Input.ReadAnswered(nowNs, height, receipt)));
  }

  private void releaseIfDurable(Output output, List<DurabilityToken> waitsFor, boolean ordered) {
    if (gate.mayRelease(output, waitsFor, ordered)) {
      release(output);
    }
  }

  /** Lets out what waits for nothing any more. */
  private void release(Output output) {
    switch (output) {
      case Output.Send send ->
          afterCost(
              context.host().sendNs(1),
              () -> departureQueue.send(send.to(), context.inFlight(send.envelope(), true)));
      case Output.Broadcast broadcast ->
          afterCost(
              context.host().sendNs(cluster.nodes().size() - 1),
              () -> departureQueue.broadcast(context.inFlight(broadcast.envelope(), true)));
      case Output.Reply reply -> work.add(new CoreWork.Reply(reply.client(), reply.message()));
      case Output.Commit commit -> commit(commit);
      case Output.Revert revert -> {
        stateMachine.revertTo(revert.height());
        context.observer().reverted(node, freeNs, revert.height());
      }
      case Output.Restore restore -> restore(restore);
      default -> throw new IllegalStateException("nothing holds back " + output);
    }
  }

  /** Takes the core on, and does something if the node does not crash meanwhile. */
  private void afterCost(long costNs, Runnable what) {
    if (occupy(freeNs, costNs)) {
      what.run();
    }
  }

  private void commit(Output.Commit commit) {
    context.observer().committed(node, freeNs, commit.block(), commit.certificate());
    // The state changes here, so that a revert in the same step finds it; the core pays for it, and
    // the replica hears of it, when its turn comes.
    work.add(new CoreWork.Execute(stateMachine.apply(commit.block())));
  }

  /** As with a commit, the state changes here and the replica hears of it later. */
  private void restore(Output.Restore restore) {
    Optional<Bytes> state = restore.state().or(() -> storage.state(restore.height()));
    Optional<Hash> root = state.flatMap(bytes -> load(restore, bytes));
    if (root.isPresent()) {
      context.counters().snapshotsRestored++;
      context.observer().restored(node, freeNs, restore.height(), restore.block());
    }
    long costNs = context.cpu().receiveNs(0, state.map(Bytes::size).orElse(0));
    work.add(new CoreWork.Tell(costNs, nowNs -> new Input.Restored(nowNs, restore.height(), root)));
  }

  private Optional<Hash> load(Output.Restore restore, Bytes state) {
    try {
      return Optional.of(stateMachine.restore(restore.height(), restore.block(), state));
    } catch (MalformedInput e) {
      return Optional.empty();
    }
  }

  private void sign(Message message) {
    if (occupy(freeNs, context.cpu().signNs())) {
      Envelope envelope = Envelope.seal(context.scheme(), context.chain(), keys(), message);
      step(new Input.MessageSigned(inputNs(), message, envelope));
    }
  }

  private KeyPair keys() {
    return cluster.nodes().get(node);
  }

  private void reply(PublicKey to, Message message) {
    if (occupy(freeNs, context.replyNs(message) + context.host().sendNs(1))) {
      departureQueue.send(to, context.reply(keys(), to, message));
    }
  }

  private void executed(ExecutionResult execution) {
    if (occupy(freeNs, context.cpu().executeNs(execution.receipts().size()))) {
      context.observer().executed(node, freeNs, execution);
      step(new Input.Executed(inputNs(), execution));
    }
  }

  /** When the node is back after its crashes. */
  public List<Long> restartsNs() {
    return outages.restartTimesNs();
  }

  /** Hashes that the node has computed up to the end of a run. */
  public double hashesUntil(long endNs) {
    return miningProcess.hashesUntil(Math.min(endNs, crashNs));
  }
}
