package org.medchain.simulation.host;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.HostCore;
import org.medchain.consensus.HostEffects;
import org.medchain.consensus.HostWork;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.OutputInterpreter;
import org.medchain.consensus.Replica;
import org.medchain.consensus.RequestRejection;
import org.medchain.consensus.Timer;
import org.medchain.consensus.snapshot.DeferredBytes;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.contract.BlockExecutor;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.AuthenticationResult.Verified;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.simulation.event.BlockFound;
import org.medchain.simulation.event.EventHandler;
import org.medchain.simulation.event.EventTimers;
import org.medchain.simulation.event.LinksUp;
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
 * One consensus node: its replica, core, disk, timers, state machine and search (SIM-6). A restart
 * after a crash begins a new incarnation (SIM-23): its disk and the state of its search stay, all
 * else is new, and events of earlier incarnations are ignored.
 *
 * <p>The node is one core that handles inputs in the order of arrival. Handling begins when the
 * core is free, and takes the time of the {@link CpuModel}; the replica's step has the time of the
 * end, and its outputs leave then. Nobody sees what happens in between, so an arrival is handled in
 * one go when its event comes, and {@link #freeNs} carries the end over to the next one. A step's
 * own work for the core (sign, execute, reply) follows at once, each at its cost.
 */
public final class SimulatedReplicaHost implements EventHandler, HostEffects {
  private final RunContext context;
  private final int node;
  private final String name;
  private final BlockExecutor executor;
  private final KeyPair keys;
  private final DiskModel diskModel;
  private final Outages outages;
  private final MiningProcess miningProcess;
  private final SimulatedStorage storage = new SimulatedStorage();
  private final DepartureQueue departureQueue;
  private boolean hasRun;

  /** Counted from 0; all that follows belongs to it. */
  private int incarnation;

  private HostCore core;
  private SealedMessages sealedMessages;
  private OutputInterpreter interpreter;
  private SimulatedDisk disk;
  private EventTimers timers;
  private SignatureCache signatureCache;
  private long crashNs;

  /** A client's message while it is handled. */
  private Optional<Envelope> currentClientEnvelope = Optional.empty();

  /** When the core is free; never goes back, and neither does the replica's time. */
  private long freeNs;

  public SimulatedReplicaHost(
      RunContext world,
      int node,
      BlockExecutor executor,
      DiskModel disk,
      Outages outages,
      MiningProcess miner) {
    this.context = world;
    this.node = node;
    this.name = "n" + node;
    this.executor = executor;
    this.keys = world.cluster().nodes().get(node);
    this.outages = outages;
    this.diskModel = disk;
    this.miningProcess = miner;
    this.departureQueue = new DepartureQueue(world.host());
    startIncarnation();
  }

  private void startIncarnation() {
    Cluster.NodeReplica chosen = context.cluster().replica(node);
    Replica replica = chosen.replica();
    core = new HostCore(replica, this::inputNs, this::take);
    sealedMessages = context.sealedMessages(keys, chosen.isCorrect());
    interpreter =
        new OutputInterpreter(replica, context.cluster().stateMachine().apply(executor), this);
    disk = new SimulatedDisk(diskModel);
    timers = new EventTimers(context.queue(), node);
    signatureCache = new SignatureCache(context.host(), context.cpu());
    crashNs = outages.crashTimeNs(incarnation);
  }

  @Override
  public void handle(long atNs, SimulationEvent what) {
    switch (what) {
      case MessageInFlight flight -> receive(atNs, flight);
      case TimerEvent alarm -> onTimer(atNs, alarm);
      case PersistedEvent durable -> persisted(atNs, durable);
      case BlockFound find -> found(atNs, find);
      case StartEvent start when start == StartEvent.START -> onStart(atNs);
      case StartEvent restart -> onRestart(atNs);
      case LinksUp links -> links.peers().forEach(peer -> onLinkUp(atNs, peer));
      default -> throw what.misdirectedTo("a node");
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
    List<Bytes> log = storage.log();
    if (occupy(atNs, context.recoveryNs(log))) {
      if (hasRun) {
        context.restarted(node, freeNs);
      }
      hasRun = true;
      core.start(log);
    }
  }

  private void onRestart(long atNs) {
    miningProcess.stop(crashNs);
    storage.crash();
    context.network().restarted(node, atNs);
    incarnation++;
    startIncarnation();
    onStart(atNs);
  }

  private void onLinkUp(long atNs, int peer) {
    if (occupy(atNs, 0)) {
      core.reachable(context.cluster().nodes().get(peer).publicKey());
    }
  }

  private void take(Input input) {
    if (occupy(freeNs, 0)) {
      interpreter.take(input);
    }
  }

  private void receive(long atNs, MessageInFlight flight) {
    if (context.isForClient(flight)) {
      if (context.arrived(occupy(atNs, context.relayNs(flight)), name, freeNs, flight)) {
        depart(flight.receiver().orElseThrow(), flight);
      }
      return;
    }
    Optional<AuthenticationResult> read =
        core.authenticate(screen -> context.authenticated(flight, keys, screen));
    boolean isScreenedOut = flight.isScreenable() && !(read.orElse(null) instanceof Verified);
    long costNs = signatureCache.receiveNs(flight, !isScreenedOut);
    if (context.arrived(occupy(atNs, costNs), name, freeNs, flight)
        && read.isPresent()
        && (!flight.isToAgency() || passOn(flight))) {
      currentClientEnvelope = Optional.of(flight.envelope()).filter(it -> !flight.isFromNode());
      core.receive(flight.envelope(), read.get());
      currentClientEnvelope = Optional.empty();
    }
  }

  /** SIM-39: an agency passes sound requests on to all; false if it crashes meanwhile. */
  private boolean passOn(MessageInFlight request) {
    if (request.authentication() instanceof AuthenticationResult.Rejected) {
      return true; // its own replica gives it back with the reason
    }
    if (!occupy(freeNs, context.host().sendNs(context.nodes() - 1))) {
      return false;
    }
    departToAll(request.fromAgency());
    return true;
  }

  private void onTimer(long atNs, TimerEvent alarm) {
    if (timers.isDue(alarm, atNs) && occupy(atNs, context.cpu().handleNs())) {
      interpreter.take(new Input.TimerFired(inputNs(), alarm.timer));
    }
  }

  private void persisted(long atNs, PersistedEvent durable) {
    // Writes that end after the crash are not durable (SIM-23).
    if (durable.incarnation() != incarnation
        || atNs >= crashNs
        || !interpreter.written(durable.token())) {
      return;
    }
    context.counters().collected += storage.durable(durable.token());
    // A waiting message leaves when the core knows that it may, so that departures stay in order.
    if (occupy(atNs, context.cpu().handleNs())) {
      interpreter.take(new Input.Persisted(inputNs(), durable.token()));
    }
  }

  private void found(long atNs, BlockFound find) {
    if (atNs >= crashNs) {
      miningProcess.stop(crashNs);
    }
    Header sealed = miningProcess.found(find, atNs).orElse(null);
    if (sealed != null && occupy(atNs, context.cpu().handleNs())) {
      context.observer().mined(node, freeNs, sealed);
      interpreter.take(new Input.NonceFound(inputNs(), sealed));
    }
  }

  /** Takes the core as soon as it is free; false, without effect, if it crashes before the end. */
  private boolean occupy(long atNs, long costNs) {
    long endNs = Math.max(atNs, freeNs) + costNs;
    if (endNs >= crashNs) {
      freeNs = Math.max(freeNs, crashNs); // work that began does not end, and none begins after it
      interpreter.dropTurns();
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

  @Override
  public void stepped(Input input, List<Output> outputs) {
    context.observer().stepped(name, freeNs, input, outputs);
  }

  @Override
  public OptionalLong process(HostWork work) {
    if (!occupy(freeNs, context.workNs(work))) {
      return OptionalLong.empty();
    }
    if (work instanceof HostWork.Execute execute) {
      context.observer().executed(node, freeNs, execute.execution());
    }
    return OptionalLong.of(inputNs());
  }

  @Override
  public Envelope seal(Message message) {
    return sealedMessages.seal(message);
  }

  @Override
  public boolean append(Output.Persist entry) {
    storage.append(entry);
    force(entry.token(), 0);
    return true;
  }

  /** The whole of it is encoded and written; the host model has the costs (SIM-37). */
  @Override
  public boolean keep(DurabilityToken token, long height, Snapshot snapshot) {
    storage.storeSnapshot(token, height, snapshot);
    context.counters().snapshotsTaken++;
    CheckpointModel model = context.host().checkpoints();
    long bytes = (long) snapshot.context().size() + snapshot.state().size();
    if (!occupy(freeNs, model.coreNs(bytes))) {
      return false;
    }
    force(token, model.diskNs(bytes));
    return true;
  }

  private void force(DurabilityToken token, long moreNs) {
    SimulatedDisk written = disk;
    PersistedEvent done = new PersistedEvent(incarnation, token);
    departureQueue.leave(
        () -> context.queue().schedule(written.persist(freeNs, moreNs), node, done));
  }

  @Override
  public void truncate(DurabilityToken first, long height) {
    context.counters().collected += storage.truncate(first, height);
  }

  @Override
  public Optional<DeferredBytes> state(long height) {
    return storage.state(height);
  }

  @Override
  public Optional<SnapshotPart> part(long height, int part) {
    Optional<SnapshotPart> kept = storage.part(height, part);
    context.counters().snapshotPartsServed += kept.isPresent() ? 1 : 0;
    return kept;
  }

  @Override
  public void send(PublicKey to, Envelope envelope) {
    if (context.isLinked(node, to) && occupy(freeNs, context.host().sendNs(1))) {
      depart(to, context.fromNode(envelope, sealedMessages));
    }
  }

  private void depart(PublicKey to, MessageInFlight flight) {
    departureQueue.leave(() -> context.send(node, to, flight, freeNs));
  }

  private void departToAll(MessageInFlight flight) {
    departureQueue.leave(() -> context.network().broadcast(node, flight, freeNs));
  }

  @Override
  public void broadcast(Envelope envelope) {
    if (occupy(freeNs, context.host().sendNs(context.network().receivers(node)))) {
      departToAll(context.fromNode(envelope, sealedMessages));
    }
  }

  @Override
  public void reply(PublicKey to, Message message) {
    depart(to, context.reply(keys, sealedMessages, to, message));
  }

  /** SIM-29: a client's rejected request goes back to it with the reason. */
  @Override
  public void reject(Output.Reject refused) {
    context.counters().rejected++;
    context.observer().rejected(name, freeNs, refused.sender(), refused.reason());
    if (currentClientEnvelope.isPresent()) {
      interpreter.reply(
          refused.sender(),
          RequestRejection.of(Hash.of(currentClientEnvelope.get().body()), refused.reason()));
    }
  }

  @Override
  public void startTimer(Timer timer, long delayNs) {
    timers.start(timer, freeNs, delayNs);
  }

  @Override
  public void stopTimer(Timer timer) {
    timers.stop(timer);
  }

  @Override
  public void mine(Header header) {
    miningProcess.mine(header, freeNs);
  }

  @Override
  public void stopMining() {
    miningProcess.stop(freeNs);
  }

  @Override
  public void committed(Block block, Certificate certificate) {
    context.observer().committed(node, freeNs, block, certificate);
  }

  @Override
  public void reverted(long height) {
    context.observer().reverted(node, freeNs, height);
  }

  @Override
  public void restored(Block tip, Certificate certificate) {
    context.counters().snapshotsRestored++;
    context.observer().restored(node, freeNs, tip.height(), tip.hash());
  }

  /** Hashes that the node has computed up to the end of a run. */
  public double hashesUntil(long endNs) {
    return miningProcess.hashesUntil(Math.min(endNs, crashNs));
  }
}
