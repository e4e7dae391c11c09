package org.medchain.adversary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.StateMachine;
import org.medchain.consensus.Token;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Header;
import org.medchain.data.PublicKey;
import org.medchain.network.Authentication.Verified;
import org.medchain.network.Envelope;

/**
 * Two correct copies of one member, with one key, each linked to some of the others (ADV-30; Bano
 * et al. 2022, "Twins: BFT Systems Made Robust"): equivocation, amnesia and conflicting votes
 * without a line of malicious code.
 *
 * <p>They share one host. The first copy has its state machine; the second has one of its own. The
 * {@link Surroundings#colluders} are twins too: first copies hear first ones, second ones second.
 */
public final class Twins implements Replica {
  /** Marks a snapshot of the second copy in the shared log; the host's are the first's. */
  private static final int SNAPSHOT = 2;

  private final List<TwinSplit> splits;
  private final Surroundings surroundings;
  private final List<TwinCopy> copies;
  private final TwinState ofSecond;
  private final Stage stage;
  private final TwinLabels labels = new TwinLabels();
  private final List<Consumer<Verified>> mouths = new ArrayList<>();
  private final TreeMap<Long, Token> keptUnder = new TreeMap<>();
  private long lastToken;

  /** Which copy's search goes first. */
  private int turn;

  private Optional<Token> truncated = Optional.empty();

  /**
   * A twin.
   *
   * @param splits by their beginnings, ascending; before the first begins both copies are linked to
   *     all
   * @param ofSecond the state machine of the second copy, at the genesis state
   */
  public Twins(
      List<TwinSplit> splits,
      Replica first,
      Replica second,
      StateMachine ofSecond,
      Surroundings surroundings) {
    this.splits = List.copyOf(splits);
    this.surroundings = surroundings;
    this.copies = List.of(new TwinCopy(0, first), new TwinCopy(1, second));
    this.ofSecond = new TwinState(ofSecond);
    this.stage = new Stage(surroundings, 0);
    for (TwinCopy copy : copies) {
      mouths.add(verified -> copy.give(new Input.MessageReceived(stage.nowNs(), verified)));
    }
  }

  @Override
  public List<Output> step(Input input) {
    stage.begin(input);
    if (!stage.takes(input)) {
      hear(input);
    }
    boolean moved = true;
    while (moved) {
      moved = false;
      for (TwinCopy copy : copies) {
        if (copy.hasInput()) {
          moved = true;
          copy.step().forEach(output -> put(copy, output));
        }
      }
    }
    return stage.drain();
  }

  private TwinCopy first() {
    return copies.get(0);
  }

  private void hear(Input input) {
    switch (input) {
      case Input.MessageReceived received -> onMessage(received.verified());
      case Input.TimerFired fired ->
          copies.forEach(
              copy ->
                  copy.own(fired.timer())
                      .ifPresent(own -> copy.give(new Input.TimerFired(input.nowNs(), own))));
      case Input.Persisted persisted -> copies.forEach(copy -> copy.persisted(persisted));
      case Input.Recovered recovered -> recover(recovered);
      case Input.NonceFound found -> onFound(found);
      // What the host says of its own state is the first copy's.
      case Input.Executed executed -> first().give(input);
      case Input.Restored restored -> first().give(input);
      case Input.ReadAnswered answered -> first().give(input);
      case Input.MessageRejected rejected -> first().give(input);
      default -> copies.forEach(copy -> copy.give(input));
    }
  }

  private void onMessage(Verified verified) {
    PublicKey sender = verified.sender();
    if (surroundings.colluders().contains(sender)) {
      labels.hear(verified, mouths);
      return;
    }
    for (TwinCopy copy : copies) {
      if (isLinked(copy, sender)) {
        mouths.get(copy.number).accept(verified);
      }
    }
  }

  /** Clients, and nodes that joined later, are linked to both. */
  private boolean isLinked(TwinCopy copy, PublicKey other) {
    int node = surroundings.members().indexOf(other);
    Optional<TwinSplit> now = Optional.empty();
    for (TwinSplit split : splits) {
      now = split.fromNs() <= stage.nowNs() ? Optional.of(split) : now;
    }
    return node < 0 || now.map(split -> split.links(copy.number, node)).orElse(true);
  }

  private void onFound(Input.NonceFound found) {
    for (TwinCopy copy : copies) {
      if (copy.searches(found.sealed())) {
        copy.search = Optional.empty();
        copy.give(found);
        turn = copies.size() - 1 - copy.number;
        search();
        return;
      }
    }
  }

  /** The host searches for one header at a time: the copies take turns. */
  private void search() {
    Optional<Header> next =
        copies.get(turn).search.or(() -> copies.get(copies.size() - 1 - turn).search);
    stage.add(next.isPresent() ? new Output.Mine(next.get()) : new Output.StopMining());
  }

  private void put(TwinCopy copy, Output output) {
    switch (output) {
      case Output.Send send -> {
        if (reaches(copy, send.to())) {
          send(copy, send.to(), send.envelope(), copy.outer(send.waitsFor()));
        }
      }
      case Output.Broadcast broadcast -> {
        List<Token> waitsFor = copy.outer(broadcast.waitsFor());
        stage.others().stream()
            .filter(to -> reaches(copy, to))
            .forEach(to -> send(copy, to, broadcast.envelope(), waitsFor));
      }
      case Output.Sign sign ->
          stage.sign(
              sign.message(),
              signed -> copy.give(new Input.MessageSigned(stage.nowNs(), sign.message(), signed)));
      case Output.Reply reply ->
          stage.add(
              new Output.Reply(reply.client(), reply.message(), copy.outer(reply.waitsFor())));
      case Output.StartTimer start ->
          stage.add(new Output.StartTimer(copy.outer(start.timer()), start.delayNs()));
      case Output.StopTimer stop -> stage.add(new Output.StopTimer(copy.outer(stop.timer())));
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
      default -> putState(copy, output);
    }
  }

  /** What concerns the state: the host's for the first copy, its own for the second. */
  private void putState(TwinCopy copy, Output output) {
    if (copy != first()) {
      keepState(copy, output);
      return;
    }
    switch (output) {
      case Output.Commit commit ->
          stage.add(
              new Output.Commit(
                  commit.block(), commit.certificate(), copy.outer(commit.waitsFor())));
      case Output.TakeSnapshot take -> {
        Token token = name(copy, take.token());
        stage.add(new Output.TakeSnapshot(token, take.height(), take.context()));
      }
      default -> stage.add(output);
    }
  }

  private void keepState(TwinCopy second, Output output) {
    long nowNs = stage.nowNs();
    switch (output) {
      case Output.Commit commit -> second.give(ofSecond.commit(commit, nowNs));
      case Output.Revert revert -> ofSecond.revert(revert);
      case Output.Read read -> second.give(ofSecond.read(read, nowNs));
      case Output.Restore restore -> second.give(ofSecond.restore(restore, nowNs));
      case Output.TakeSnapshot take -> {
        Bytes kept = ofSecond.keep(take);
        keptUnder.put(take.height(), persist(second, take.token(), SNAPSHOT, kept));
      }
      case Output.ServeSnapshot serve ->
          ofSecond
              .part(serve)
              .filter(part -> reaches(second, serve.to()))
              .ifPresent(
                  part -> stage.sign(part, signed -> send(second, serve.to(), signed, List.of())));
      default -> {} // one answer to whoever is refused is enough
    }
  }

  private boolean reaches(TwinCopy copy, PublicKey to) {
    return surroundings.colluders().contains(to) || isLinked(copy, to);
  }

  private void send(TwinCopy copy, PublicKey to, Envelope envelope, List<Token> waitsFor) {
    stage.add(new Output.Send(to, envelope, waitsFor));
    if (surroundings.colluders().contains(to)) {
      labels.send(copy.number, envelope, to, stage);
    }
  }

  private Token name(TwinCopy copy, Token own) {
    Token token = new Token(++lastToken);
    copy.named(own, token);
    return token;
  }

  private Token persist(TwinCopy copy, Token own, int owner, Bytes entry) {
    Bytes marked = new Encoder().uint8(owner).raw(entry).toBytes();
    Token token = name(copy, own);
    stage.add(new Output.Persist(token, marked));
    return token;
  }

  /** The log is cut where neither copy needs it; the host's snapshots are the first's. */
  private void truncate(TwinCopy copy, Output.Truncate truncate) {
    copy.truncate(truncate.first());
    if (copy != first()) {
      ofSecond.forgetBelow(truncate.height());
      keptUnder.headMap(truncate.height()).clear();
      return;
    }
    Optional<Token> kept = Optional.ofNullable(keptUnder.firstEntry()).map(Map.Entry::getValue);
    Optional<Token> least =
        Stream.concat(copies.stream().flatMap(each -> each.needed.stream()), kept.stream())
            .min(Comparator.naturalOrder());
    boolean both = copies.stream().allMatch(each -> each.needed.isPresent());
    if (both && !least.equals(truncated)) {
      truncated = least;
      stage.add(new Output.Truncate(least.orElseThrow(), truncate.height()));
    }
  }

  private void recover(Input.Recovered recovered) {
    recovered.log().stream()
        .filter(entry -> entry.at(0) == SNAPSHOT)
        .forEach(entry -> ofSecond.recover(entry.slice(1, entry.size())));
    for (TwinCopy copy : copies) {
      List<Bytes> own =
          recovered.log().stream()
              .filter(entry -> entry.at(0) == copy.number)
              .map(entry -> entry.slice(1, entry.size()))
              .toList();
      copy.give(new Input.Recovered(recovered.nowNs(), own));
    }
  }
}
