package org.medchain.adversary.twins;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.medchain.adversary.AdversaryContext;
import org.medchain.adversary.AdversarySetup;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.StateMachine;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Header;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.network.AuthenticationResult.Verified;
import org.medchain.network.Envelope;

/**
 * Two correct copies of one member, with one key, each linked to some of the others (ADV-30; Bano
 * et al. 2022, "Twins: BFT Systems Made Robust"): equivocation, amnesia and conflicting votes
 * without a line of malicious code.
 *
 * <p>They share one host. The first copy uses the host's state machine; the second has a separate
 * one. The {@link AdversarySetup#colluders} are twins too: first copies reach first ones, second
 * ones second.
 */
public final class TwinsReplica implements Replica {
  /** Marks a snapshot of the second copy in the shared log; the host's are the first's. */
  private static final int SNAPSHOT = 2;

  private final List<TwinPartition> splits;
  private final AdversarySetup setup;
  private final List<TwinCopy> copies;
  private final TwinStateMachine secondState;
  private final AdversaryContext context;
  private final TwinLabels labels = new TwinLabels();
  private final TreeMap<Long, DurabilityToken> snapshotTokens = new TreeMap<>();
  private long lastToken;

  /** Which copy's search goes first. */
  private int nextSearcher;

  private Optional<DurabilityToken> truncated = Optional.empty();

  /**
   * A twin.
   *
   * @param splits by their beginnings, ascending; before the first begins both copies are linked to
   *     all
   * @param ofSecond the state machine of the second copy, at the genesis state
   */
  public TwinsReplica(
      List<TwinPartition> splits,
      Replica first,
      Replica second,
      StateMachine ofSecond,
      AdversarySetup surroundings) {
    this.splits = List.copyOf(splits);
    this.setup = surroundings;
    this.copies = List.of(new TwinCopy(0, first), new TwinCopy(1, second));
    this.secondState = new TwinStateMachine(ofSecond);
    this.context = new AdversaryContext(surroundings, 0);
  }

  @Override
  public List<Output> step(Input input) {
    context.begin(input);
    if (!context.consumes(input)) {
      receive(input);
    }
    boolean moved = true;
    while (moved) {
      moved = false;
      for (TwinCopy copy : copies) {
        if (copy.hasInput()) {
          moved = true;
          copy.step().forEach(output -> carryOut(copy, output));
        }
      }
    }
    return context.drain();
  }

  private TwinCopy first() {
    return copies.get(0);
  }

  private void receive(Input input) {
    switch (input) {
      case Input.MessageReceived received -> onMessage(received.verified());
      case Input.TimerFired fired ->
          copies.forEach(
              copy ->
                  copy.fromHost(fired.timer())
                      .ifPresent(own -> copy.enqueue(new Input.TimerFired(input.nowNs(), own))));
      case Input.Persisted persisted -> copies.forEach(copy -> copy.persisted(persisted));
      case Input.Recovered recovered -> recover(recovered);
      case Input.NonceFound found -> onFound(found);
      // The host's reports on its state machine are for the first copy.
      case Input.Executed executed -> first().enqueue(input);
      case Input.Restored restored -> first().enqueue(input);
      case Input.ReadAnswered answered -> first().enqueue(input);
      case Input.MessageRejected rejected -> first().enqueue(input);
      default -> copies.forEach(copy -> copy.enqueue(input));
    }
  }

  private void onMessage(Verified verified) {
    PublicKey sender = verified.sender();
    if (setup.colluders().contains(sender)) {
      labels.receive(verified, context.nowNs(), copies);
      return;
    }
    for (TwinCopy copy : copies) {
      if (isLinked(copy, sender)) {
        copy.receive(verified, context.nowNs());
      }
    }
  }

  /** Clients, and nodes that joined later, are linked to both. */
  private boolean isLinked(TwinCopy copy, PublicKey other) {
    int node = setup.members().indexOf(other);
    Optional<TwinPartition> now =
        splits.stream()
            .filter(split -> split.fromNs() <= context.nowNs())
            .reduce((earlier, later) -> later);
    return node < 0 || now.map(split -> split.links(copy.number, node)).orElse(true);
  }

  private void onFound(Input.NonceFound found) {
    for (TwinCopy copy : copies) {
      if (copy.isSearchingFor(found.sealed())) {
        copy.search = Optional.empty();
        copy.enqueue(found);
        nextSearcher = copies.size() - 1 - copy.number;
        search();
        return;
      }
    }
  }

  /** The host searches for one header at a time: the copies take turns. */
  private void search() {
    Optional<Header> next =
        copies
            .get(nextSearcher)
            .search
            .or(() -> copies.get(copies.size() - 1 - nextSearcher).search);
    context.add(next.isPresent() ? new Output.Mine(next.get()) : new Output.StopMining());
  }

  private void carryOut(TwinCopy copy, Output output) {
    switch (output) {
      case Output.Send send -> {
        if (isReachable(copy, send.to())) {
          send(copy, send.to(), send.envelope(), copy.toHost(send.waitsFor()));
        }
      }
      case Output.Broadcast broadcast -> {
        List<DurabilityToken> waitsFor = copy.toHost(broadcast.waitsFor());
        context.others().stream()
            .filter(to -> isReachable(copy, to))
            .forEach(to -> send(copy, to, broadcast.envelope(), waitsFor));
      }
      case Output.Sign sign ->
          context.sign(
              sign.message(),
              signed ->
                  copy.enqueue(new Input.MessageSigned(context.nowNs(), sign.message(), signed)));
      case Output.Reply reply ->
          context.add(
              new Output.Reply(reply.client(), reply.message(), copy.toHost(reply.waitsFor())));
      case Output.StartTimer start ->
          context.add(new Output.StartTimer(copy.toHost(start.timer()), start.delayNs()));
      case Output.StopTimer stop -> context.add(new Output.StopTimer(copy.toHost(stop.timer())));
      case Output.Persist persist -> persist(copy, persist.token(), copy.number, persist.entry());
      case Output.Truncate truncate -> truncate(copy, truncate);
      case Output.Mine mine -> {
        copy.search = Optional.of(mine.header());
        search();
      }
      case Output.StopMining stop -> {
        copy.search = Optional.empty();
        search();
      }
      default -> carryOutOnState(copy, output);
    }
  }

  /** Carries out an output on the state: the host's for the first copy, its own for the second. */
  private void carryOutOnState(TwinCopy copy, Output output) {
    if (copy != first()) {
      carryOutOnSecondState(copy, output);
      return;
    }
    switch (output) {
      case Output.Commit commit ->
          context.add(
              new Output.Commit(
                  commit.block(), commit.certificate(), copy.toHost(commit.waitsFor())));
      case Output.TakeSnapshot take -> {
        DurabilityToken token = nameToken(copy, take.token());
        context.add(new Output.TakeSnapshot(token, take.height(), take.context()));
      }
      default -> context.add(output);
    }
  }

  private void carryOutOnSecondState(TwinCopy second, Output output) {
    long nowNs = context.nowNs();
    switch (output) {
      case Output.Commit commit ->
          second.enqueue(new Input.Executed(nowNs, secondState.machine.apply(commit.block())));
      case Output.Revert revert -> secondState.machine.revertTo(revert.height());
      case Output.Read read -> {
        Receipt receipt = secondState.machine.read(read.request());
        second.enqueue(new Input.ReadAnswered(nowNs, secondState.machine.height(), receipt));
      }
      case Output.Restore restore -> second.enqueue(secondState.restore(restore, nowNs));
      case Output.TakeSnapshot take -> {
        Bytes kept = secondState.takeSnapshot(take);
        snapshotTokens.put(take.height(), persist(second, take.token(), SNAPSHOT, kept));
      }
      case Output.ServeSnapshot serve ->
          secondState
              .part(serve)
              .filter(part -> isReachable(second, serve.to()))
              .ifPresent(
                  part ->
                      context.sign(part, signed -> send(second, serve.to(), signed, List.of())));
      default -> {} // one reply to a refused client is enough
    }
  }

  private boolean isReachable(TwinCopy copy, PublicKey to) {
    return setup.colluders().contains(to) || isLinked(copy, to);
  }

  private void send(
      TwinCopy copy, PublicKey to, Envelope envelope, List<DurabilityToken> waitsFor) {
    context.add(new Output.Send(to, envelope, waitsFor));
    if (setup.colluders().contains(to)) {
      labels.send(copy.number, envelope, to, context);
    }
  }

  private DurabilityToken nameToken(TwinCopy copy, DurabilityToken own) {
    DurabilityToken token = new DurabilityToken(++lastToken);
    copy.nameToken(own, token);
    return token;
  }

  private DurabilityToken persist(TwinCopy copy, DurabilityToken own, int owner, Bytes entry) {
    Bytes marked = new Encoder().uint8(owner).raw(entry).toBytes();
    DurabilityToken token = nameToken(copy, own);
    context.add(new Output.Persist(token, marked));
    return token;
  }

  /** The log is cut where neither copy needs it; the host's snapshots are the first's. */
  private void truncate(TwinCopy copy, Output.Truncate truncate) {
    copy.truncate(truncate.first());
    if (copy != first()) {
      secondState.discardBelow(truncate.height());
      snapshotTokens.headMap(truncate.height()).clear();
      return;
    }
    Optional<DurabilityToken> kept =
        Optional.ofNullable(snapshotTokens.firstEntry()).map(Map.Entry::getValue);
    Optional<DurabilityToken> least =
        Stream.concat(copies.stream().flatMap(each -> each.truncatedUpTo.stream()), kept.stream())
            .min(Comparator.naturalOrder());
    boolean both = copies.stream().allMatch(each -> each.truncatedUpTo.isPresent());
    if (both && !least.equals(truncated)) {
      truncated = least;
      context.add(new Output.Truncate(least.orElseThrow(), truncate.height()));
    }
  }

  private void recover(Input.Recovered recovered) {
    recovered.log().stream()
        .filter(entry -> entry.at(0) == SNAPSHOT)
        .forEach(entry -> secondState.recover(entry.slice(1, entry.size())));
    for (TwinCopy copy : copies) {
      List<Bytes> own =
          recovered.log().stream()
              .filter(entry -> entry.at(0) == copy.number)
              .map(entry -> entry.slice(1, entry.size()))
              .toList();
      copy.enqueue(new Input.Recovered(recovered.nowNs(), own));
    }
  }
}
