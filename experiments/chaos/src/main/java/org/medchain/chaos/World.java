package org.medchain.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.Timer;
import org.medchain.data.Bytes;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.RandomString;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;
import org.medchain.network.Message;

/**
 * All parties of one schedule in one thread, and the messages between them that may arrive in any
 * order, twice or never. It decides nothing: {@link Chaos}, {@link Healing} or a recorded schedule
 * says what happens next.
 */
final class World {
  private final Setting setting;
  private final Judge judge;
  private final List<Host> hosts = new ArrayList<>();
  private final List<Speaker> puppets = new ArrayList<>();
  private final List<Client> clients = new ArrayList<>();
  private final Client center;
  private final Map<PublicKey, List<Party>> byKey = new LinkedHashMap<>();
  private final Map<String, Party> byName = new TreeMap<>();
  private final List<Parcel> pool = new ArrayList<>();
  private final Optional<Labels> labels;
  private final Optional<Tape> tape;
  private final List<Event> record = new ArrayList<>();
  private Envelope lastEnvelope;
  private Mail lastMail;
  private long nowNs = Setting.GENESIS_MS * 1_000_000;
  private long written;
  private int changesLeft;
  private boolean recording = true;

  /**
   * A world in which nothing has happened yet.
   *
   * @param recording whether events are to be named and kept
   */
  World(Plan plan, boolean recording) {
    this(plan, recording, Optional.empty());
  }

  /**
   * The same, and what the replicas do is written down.
   *
   * @param trace takes the lines
   */
  World(Plan plan, boolean recording, Optional<Consumer<String>> trace) {
    setting = new Setting(plan);
    tape = trace.map(lines -> new Tape(setting, lines));
    judge =
        plan.kind() == Plan.Kind.POW ? new WorkJudge(this, setting) : new ChainJudge(this, setting);
    labels = recording ? Optional.of(new Labels()) : Optional.empty();
    changesLeft = plan.changes();
    for (int i = 0; i < plan.nodes() + plan.spares(); i++) {
      addMember(plan, i);
    }
    for (int i = 0; i < plan.clients(); i++) {
      clients.add(add(new Client("c" + i, setting.client(i), this, setting.session())));
    }
    center = add(new Client("center", setting.center(), this, setting.session()));
    hosts.forEach(Host::start);
  }

  private void addMember(Plan plan, int number) {
    String fault = plan.byzantine().getOrDefault(number, "");
    KeyPair keys = setting.node(number);
    String name = Integer.toString(number);
    if (fault.equals(Faults.PUPPET)) {
      puppets.add(add(speaker(name, keys)));
      return;
    }
    Supplier<Replica> maker = () -> setting.replica(number);
    Host.Laziness laziness = plan.laziness().get(number);
    Host host = add(new Host(name, keys, fault.isEmpty(), laziness, this, maker));
    host.tick(plan.skewMs().get(number) * 1_000_000L);
    hosts.add(host);
    if (fault.equals(Faults.TWIN)) {
      hosts.add(add(new Host(name + "'", keys, false, laziness, this, maker)));
    }
  }

  private Speaker speaker(String name, KeyPair keys) {
    return judge instanceof WorkJudge work
        ? new Forger(name, keys, this, setting, work.dag())
        : new Puppet(name, keys, this, setting);
  }

  private <P extends Party> P add(P party) {
    byKey.computeIfAbsent(party.key(), key -> new ArrayList<>()).add(party);
    byName.put(party.name(), party);
    return party;
  }

  Plan plan() {
    return setting.plan();
  }

  Judge judge() {
    return judge;
  }

  long nowNs() {
    return nowNs;
  }

  void advanceTo(long ns) {
    nowNs = Math.max(nowNs, ns);
  }

  List<Host> hosts() {
    return hosts;
  }

  List<Speaker> puppets() {
    return puppets;
  }

  List<Client> clients() {
    return clients;
  }

  Client center() {
    return center;
  }

  List<Parcel> pool() {
    return pool;
  }

  /** What happens from now on follows from what happened before. */
  void stopRecording() {
    recording = false;
  }

  /** What happened so far, if it was to be recorded. */
  List<Event> events() {
    return record;
  }

  /** The honest hosts that are up: members now, so obliged to execute everything. */
  List<Host> obliged() {
    Membership members = judge.lastMembers();
    return hosts.stream()
        .filter(host -> host.isHonest() && host.isUp() && members.contains(host.key()))
        .toList();
  }

  /** The clock of the honest host that is furthest ahead. */
  long latestClockNs() {
    return hosts.stream().filter(Host::isHonest).mapToLong(Host::nowNs).max().orElse(nowNs);
  }

  /** The highest number of a view that an honest replica has left or entered. */
  int highestViewNumber() {
    return judge.highestView();
  }

  /** A number that nobody has written yet. */
  long freshValue() {
    return ++written;
  }

  // What hosts and clients ask for.

  Ledger freshLedger() {
    return setting.freshLedger();
  }

  Envelope seal(KeyPair keys, Message message) {
    return Envelope.seal(setting.scheme(), setting.genesis().hash(), keys, message);
  }

  Transaction request(KeyPair keys, long sequence, int kind, Bytes body) {
    return Transaction.signed(
        setting.scheme(), setting.genesis().hash(), keys, sequence, kind, body);
  }

  void send(Party from, PublicKey to, Envelope envelope) {
    for (Party party : byKey.getOrDefault(to, List.of())) {
      post(from, party, envelope);
    }
  }

  /** To all other hosts, members or not. */
  void broadcast(Party from, Envelope envelope) {
    for (Party party : byName.values()) {
      if (!(party instanceof Client) && !party.key().equals(from.key())) {
        post(from, party, envelope);
      }
    }
  }

  /** The same envelope to many is one mail. */
  @SuppressWarnings("ReferenceEquality")
  private void post(Party from, Party to, Envelope envelope) {
    if (envelope != lastEnvelope) {
      lastEnvelope = envelope;
      lastMail = new Mail(envelope, setting.authenticator());
    }
    Mail mail = lastMail;
    String label = labels.map(each -> each.next(from, to, mail)).orElse("");
    pool.add(new Parcel(from, to, mail, label));
  }

  // What may happen.

  /** A replica has taken a step. */
  void stepped(Host host, Input input, List<Output> outputs) {
    tape.ifPresent(each -> each.stepped(host, input, outputs));
  }

  private void note(Event.Verb verb, String at, Object what) {
    if (labels.isPresent() && recording) {
      record.add(new Event(verb, at, what.toString()));
    }
  }

  void deliver(int index, boolean again) {
    Parcel parcel = again ? pool.get(index) : pool.remove(index);
    note(again ? Event.Verb.REPEAT : Event.Verb.DELIVER, parcel.link(), parcel.label());
    parcel.to().receive(parcel.mail());
  }

  void lose(int index) {
    Parcel parcel = pool.remove(index);
    note(Event.Verb.LOSE, parcel.link(), parcel.label());
  }

  void fire(Party party, Timer timer) {
    note(Event.Verb.FIRE, party.name(), timer.name() + "/" + timer.key());
    if (party instanceof Host host) {
      host.fire(timer);
    } else if (party instanceof Client client) {
      client.fire(timer);
    }
  }

  void sign(Host host) {
    note(Event.Verb.SIGN, host.name(), "");
    host.sign();
  }

  void force(Host host, int count) {
    note(Event.Verb.FORCE, host.name(), count);
    host.force(count);
  }

  void execute(Host host) {
    note(Event.Verb.EXECUTE, host.name(), "");
    host.execute();
  }

  void crash(Host host, int forced) {
    note(Event.Verb.CRASH, host.name(), forced);
    if (host.isUp()) {
      host.crash(forced);
    }
  }

  void restart(Host host) {
    note(Event.Verb.RESTART, host.name(), "");
    if (!host.isUp()) {
      if (host.isHonest()) {
        judge.coverage().note(Coverage.Mark.RESTARTED);
      }
      host.restart();
    }
  }

  void tick(Host host, int ms) {
    note(Event.Verb.TICK, host.name(), ms);
    host.tick(ms * 1_000_000L);
  }

  void say(Speaker puppet, long seed) {
    note(Event.Verb.SAY, puppet.name(), seed);
    puppet.say(new Draw(seed));
  }

  /** A client's next request; even numbers of reads and writes, on one of two registers. */
  void submit(Client client, int what) {
    note(Event.Verb.SUBMIT, client.name(), what);
    if (client == center) {
      changeMembers(what);
    } else if (what % 4 == 3 && setting.readable()) {
      client.read("r" + what / 4 % 2);
    } else {
      client.write("r" + what / 4 % 2, ++written);
    }
  }

  /** The regulatory center adds, removes or replaces a member, if that leaves enough honest. */
  private void changeMembers(int what) {
    changesLeft--;
    MemberChanges.draw(setting, judge.lastMembers(), new Draw(what))
        .ifPresent(body -> center.order(Ledger.MEMBERS, body));
  }

  int changesLeft() {
    return changesLeft;
  }

  /** Searches for real: at these difficulties that takes a few hashes. */
  void mine(Host host) {
    note(Event.Verb.MINE, host.name(), "");
    if (recording && setting.isWork()) {
      nowNs += Setting.MINING_NS; // or difficulties would only ever rise
    }
    host.mining()
        .ifPresent(
            header -> {
              Header sealed = header;
              while (!header.difficulty().isMetBy(sealed.hash())) {
                RandomString last = sealed.randomString();
                sealed = sealed.with(new RandomString(last.salt(), last.counter() + 1));
              }
              host.found(sealed);
            });
  }

  // A recorded schedule.

  /**
   * Lets a recorded event happen, if it still can; otherwise nothing happens.
   *
   * @throws IllegalArgumentException if it speaks of nobody here, or is not in an event's words
   */
  void replay(Event event) {
    switch (event.verb()) {
      case DELIVER, REPEAT, LOSE -> replayParcel(event);
      case FIRE -> {
        String[] words = event.what().split("/", 2);
        fire(party(Party.class, event), new Timer(words[0], event.number()));
      }
      case SIGN -> sign(host(event));
      case FORCE -> force(host(event), event.count());
      case EXECUTE -> execute(host(event));
      case CRASH -> crash(host(event), event.count());
      case RESTART -> restart(host(event));
      case TICK -> tick(host(event), event.count());
      case SUBMIT -> submit(party(Client.class, event), event.count());
      case SAY -> say(party(Speaker.class, event), event.number());
      case MINE -> mine(host(event));
    }
  }

  private void replayParcel(Event event) {
    for (int i = 0; i < pool.size(); i++) {
      Parcel parcel = pool.get(i);
      if (parcel.label().equals(event.what()) && parcel.link().equals(event.at())) {
        if (event.verb() == Event.Verb.LOSE) {
          lose(i);
        } else {
          deliver(i, event.verb() == Event.Verb.REPEAT);
        }
        return;
      }
    }
  }

  private Host host(Event event) {
    return party(Host.class, event);
  }

  private <T> T party(Class<T> kind, Event event) {
    Party named = byName.get(event.at());
    if (!kind.isInstance(named)) {
      throw new IllegalArgumentException("'" + event + "' speaks of nobody in this schedule");
    }
    return kind.cast(named);
  }
}
