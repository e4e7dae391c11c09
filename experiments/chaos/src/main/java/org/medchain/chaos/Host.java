package org.medchain.chaos;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.medchain.consensus.Execution;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.Request;
import org.medchain.consensus.Snapshot;
import org.medchain.consensus.Timer;
import org.medchain.consensus.Token;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.network.Authentication;
import org.medchain.network.Envelope;
import org.medchain.network.Message;

/**
 * A host of one replica, which takes every liberty that the outputs leave it (SCH-1): it signs,
 * makes durable and executes late, lets go of each output as soon as its tokens allow and not
 * before, and loses in a crash all that was not durable.
 */
final class Host implements Party {
  /**
   * What the host puts off until it is told to.
   *
   * @param sign signing
   * @param force making the log durable
   * @param execute executing what is committed
   */
  record Laziness(boolean sign, boolean force, boolean execute) {
    /** Everything at once. */
    static final Laziness NONE = new Laziness(false, false, false);
  }

  private final String name;
  private final KeyPair keys;
  private final boolean honest;
  private final World world;
  private final Supplier<Replica> maker;
  private final Disk disk = new Disk();
  private final Deque<Message> unsigned = new ArrayDeque<>();
  private final Deque<Output> chainWork = new ArrayDeque<>();
  private final List<Output> held = new ArrayList<>();
  private final Deque<Transaction> reads = new ArrayDeque<>();
  private final List<Output.Truncate> truncations = new ArrayList<>();
  private final Map<Timer, Long> timers = new LinkedHashMap<>();
  private Optional<Replica> replica = Optional.empty();
  private Optional<Header> mining = Optional.empty();
  private Ledger ledger;
  private Laziness laziness;
  private long clockNs;
  private boolean settling;

  Host(
      String name,
      KeyPair keys,
      boolean honest,
      Laziness laziness,
      World world,
      Supplier<Replica> maker) {
    this.name = name;
    this.keys = keys;
    this.honest = honest;
    this.laziness = laziness;
    this.world = world;
    this.maker = maker;
    this.ledger = world.freshLedger();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public PublicKey key() {
    return keys.publicKey();
  }

  boolean isHonest() {
    return honest;
  }

  boolean isUp() {
    return replica.isPresent();
  }

  /** The replica, while the host is up. */
  Optional<Replica> replica() {
    return replica;
  }

  Ledger ledger() {
    return ledger;
  }

  Map<Timer, Long> timers() {
    return timers;
  }

  Optional<Header> mining() {
    return mining;
  }

  int unsigned() {
    return unsigned.size();
  }

  int unforced() {
    return disk.pending();
  }

  int diskSize() {
    return disk.size();
  }

  /** Whether a commit, revert or restore can be carried out now. */
  boolean canExecute() {
    return !chainWork.isEmpty() && mayLeave(waitsFor(chainWork.peek()));
  }

  /** From now on nothing is put off. */
  void hurry() {
    laziness = Laziness.NONE;
    settle();
  }

  void tick(long ns) {
    clockNs += ns;
  }

  long nowNs() {
    return world.nowNs() + clockNs;
  }

  void start() {
    replica = Optional.of(maker.get());
    give(new Input.Started(nowNs()));
  }

  void crash(int forced) {
    disk.crash(forced);
    replica = Optional.empty();
    unsigned.clear();
    chainWork.clear();
    held.clear();
    reads.clear();
    truncations.clear();
    timers.clear();
    mining = Optional.empty();
    world.judge().crashed(this);
  }

  void restart() {
    ledger = world.freshLedger();
    replica = Optional.of(maker.get());
    give(new Input.Recovered(nowNs(), disk.log()));
    give(new Input.Started(nowNs()));
  }

  @Override
  public void receive(Mail mail) {
    long now = nowNs();
    give(
        switch (mail.authentication()) {
          case Authentication.Verified verified ->
              verified.message() instanceof Request request
                  ? new Input.RequestSubmitted(now, request.transaction())
                  : new Input.MessageReceived(now, verified);
          case Authentication.Rejected rejected ->
              new Input.MessageRejected(
                  now, rejected.sender(), mail.envelope().code(), rejected.reason());
        });
  }

  void fire(Timer timer) {
    if (timers.remove(timer) != null) {
      give(new Input.TimerFired(nowNs(), timer));
    }
  }

  void found(Header sealed) {
    mining = Optional.empty();
    give(new Input.NonceFound(nowNs(), sealed));
  }

  void sign() {
    if (!unsigned.isEmpty()) {
      Message message = unsigned.remove();
      give(new Input.MessageSigned(nowNs(), message, world.seal(keys, message)));
    }
  }

  void force(int count) {
    Optional<Token> token = disk.force(count);
    if (token.isPresent()) {
      release();
      give(new Input.Persisted(nowNs(), token.get()));
    }
  }

  private void release() {
    List<Output> waiting = List.copyOf(held);
    held.clear();
    waiting.forEach(this::sendOrHold);
    truncations.removeIf(
        each -> {
          boolean due = disk.isDurable(each.first());
          if (due) {
            disk.truncate(each.first(), each.height());
          }
          return due;
        });
  }

  /** Carries out the oldest commit, revert or restore. */
  void execute() {
    if (!canExecute()) {
      return;
    }
    switch (chainWork.remove()) {
      case Output.Commit commit -> {
        world.judge().committed(this, commit.block(), commit.certificate());
        Execution execution = ledger.apply(commit.block());
        world.judge().executed(this, execution);
        give(new Input.Executed(nowNs(), execution));
      }
      case Output.Revert revert -> {
        ledger.revertTo(revert.height());
        world.judge().reverted(this, revert.height());
      }
      case Output.Restore restore -> {
        Optional<Hash> root = load(restore);
        root.ifPresent(loaded -> world.judge().restored(this, restore, loaded));
        give(new Input.Restored(nowNs(), restore.height(), root));
      }
      default -> throw new IllegalStateException("not an operation on the chain");
    }
  }

  private Optional<Hash> load(Output.Restore restore) {
    Optional<Bytes> content =
        restore.state().or(() -> disk.snapshot(restore.height()).map(Snapshot::state));
    try {
      return content.map(state -> ledger.restore(restore.height(), restore.block(), state));
    } catch (MalformedInput e) {
      return Optional.empty();
    }
  }

  private void give(Input input) {
    if (replica.isEmpty()) {
      return; // it crashed meanwhile
    }
    world.judge().given(this, input);
    List<Output> outputs;
    try {
      outputs = replica.get().step(input);
    } catch (RuntimeException e) {
      if (!honest) {
        return;
      }
      StackTraceElement[] trace = e.getStackTrace();
      world.judge().failed(this, e + (trace.length > 0 ? " at " + trace[0] : ""));
      return;
    }
    world.stepped(this, input, outputs);
    outputs.forEach(this::perform);
    settle();
  }

  /** Does at once what is not put off; the steps that follow from it are taken here as well. */
  private void settle() {
    if (settling) {
      return; // the loop below, further up, goes on
    }
    settling = true;
    boolean busy = true;
    while (busy && isUp() && !world.judge().isOver()) {
      if (!reads.isEmpty()) {
        Receipt answer = ledger.read(reads.remove());
        give(new Input.ReadAnswered(nowNs(), ledger.height(), answer));
      } else if (!laziness.sign() && !unsigned.isEmpty()) {
        sign();
      } else if (!laziness.force() && disk.pending() > 0) {
        force(disk.pending());
      } else if (!laziness.execute() && canExecute()) {
        execute();
      } else {
        busy = false;
      }
    }
    settling = false;
    if (isUp() && chainWork.isEmpty() && !world.judge().isOver()) {
      world.judge().settled(this);
    }
  }

  private void perform(Output output) {
    world.judge().put(this, output);
    switch (output) {
      case Output.Persist persist -> disk.append(persist.token(), persist.entry());
      case Output.Sign sign -> unsigned.add(sign.message());
      case Output.Send send -> sendOrHold(send);
      case Output.Broadcast broadcast -> sendOrHold(broadcast);
      case Output.Reply reply -> sendOrHold(reply);
      case Output.StartTimer start -> {
        timers.remove(start.timer());
        timers.put(start.timer(), world.nowNs() + start.delayNs());
      }
      case Output.StopTimer stop -> timers.remove(stop.timer());
      case Output.Mine mine -> mining = Optional.of(mine.header());
      case Output.StopMining stop -> mining = Optional.empty();
      case Output.Commit commit -> chainWork.add(commit);
      case Output.Revert revert -> chainWork.add(revert);
      case Output.Restore restore -> chainWork.add(restore);
      case Output.TakeSnapshot take ->
          disk.keep(
              take.token(),
              take.height(),
              new Snapshot(take.context(), ledger.snapshot(take.height())));
      case Output.ServeSnapshot serve -> serve(serve);
      case Output.Truncate truncate -> {
        truncations.add(truncate);
        release();
      }
      case Output.Read read -> reads.add(read.request());
      case Output.Reject reject -> {}
      case Output.Accepted accepted -> {}
    }
  }

  private void serve(Output.ServeSnapshot serve) {
    disk.snapshot(serve.height())
        .map(this::shown)
        .flatMap(snapshot -> Snapshot.part(serve.height(), snapshot.encoded(), serve.part()))
        .ifPresent(part -> world.send(this, serve.to(), world.seal(keys, part)));
  }

  private Snapshot shown(Snapshot own) {
    if (!world.plan().byzantine().containsValue(Faults.WRONG_STATE) || honest) {
      return own;
    }
    byte[] state = own.state().toArray();
    state[state.length - 1] ^= 2; // how often a request was executed, or how many were
    return new Snapshot(own.context(), Bytes.of(state));
  }

  private void sendOrHold(Output output) {
    if (!mayLeave(waitsFor(output))) {
      held.add(output);
      return;
    }
    switch (output) {
      case Output.Send send -> world.send(this, send.to(), send.envelope());
      case Output.Broadcast broadcast -> world.broadcast(this, broadcast.envelope());
      case Output.Reply reply -> {
        Envelope sealed = world.seal(keys, reply.message());
        world.send(this, reply.client(), sealed);
      }
      default -> throw new IllegalStateException("not something to send");
    }
  }

  private boolean mayLeave(List<Token> tokens) {
    return tokens.stream().allMatch(disk::isDurable);
  }

  private static List<Token> waitsFor(Output output) {
    return switch (output) {
      case Output.Send send -> send.waitsFor();
      case Output.Broadcast broadcast -> broadcast.waitsFor();
      case Output.Reply reply -> reply.waitsFor();
      case Output.Commit commit -> commit.waitsFor();
      default -> List.of();
    };
  }
}
