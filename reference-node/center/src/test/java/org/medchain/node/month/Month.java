package org.medchain.node.month;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import org.medchain.contract.Genesis;
import org.medchain.contract.Operations;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Ed25519;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.SecretKey;
import org.medchain.data.Signature;
import org.medchain.data.SignatureScheme;
import org.medchain.incentive.PointRules;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;

/**
 * Days of a cluster in seconds of a processor (SCH-27): four members, a center and a client, one
 * thread, one seed. Time runs while something is on its way, and jumps to the next event when all
 * is quiet: an idle cluster asks for heights twice a second, and learns the same each time.
 */
final class Month {
  /** So long after all faults have ended everything has healed. */
  static final Duration HEALING = Duration.ofMinutes(15);

  private static final long SECOND_NS = Duration.ofSeconds(1).toNanos();
  private static final long HOUR_NS = Duration.ofHours(1).toNanos();

  /** The client has a request, and the center looks at its duties, about so often. */
  private static final long TURN_NS = Duration.ofMinutes(90).toNanos();

  /** Time runs at least so long after an event, and at most so long while all is not quiet. */
  private static final long STIRRED_NS = 1_200_000_000L;

  private static final long UNQUIET_NS = 8 * SECOND_NS;

  private final MonthPlan plan;
  private final Random random;
  private final KeyedHashes scheme = new KeyedHashes();
  private final PriorityQueue<Event> queue = new PriorityQueue<>();
  private final List<MonthMachine> machines = new ArrayList<>();
  private final List<MonthMember> members = new ArrayList<>();
  private final MonthNetwork network = new MonthNetwork(this);
  private final MonthInvariants invariants = new MonthInvariants(this);
  private final List<String> log = new ArrayList<>();
  private final Genesis genesis;
  private final MonthCenter center;
  private final MonthClient client;
  private long nowNs;
  private long stirredNs;
  private long eventCount;
  private long number;
  private int traffic;
  private boolean healing;

  private record Event(long atNs, long number, boolean isTraffic, Runnable action)
      implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(atNs, other.atNs);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  /** Signatures that are keyed hashes, under the names of real keys; for one thread. */
  private static final class KeyedHashes implements SignatureScheme {
    private final Map<SecretKey, PublicKey> known = new HashMap<>();

    @Override
    public KeyPair keyPair(Bytes seed) {
      KeyPair made = new Ed25519().keyPair(seed);
      known.put(made.secretKey(), made.publicKey());
      return made;
    }

    @Override
    public Signature sign(SecretKey key, Bytes message) {
      return over(known.computeIfAbsent(key, each -> keyPair(each.value()).publicKey()), message);
    }

    @Override
    public boolean verify(PublicKey key, Bytes message, Signature signature) {
      return over(key, message).equals(signature);
    }

    private static Signature over(PublicKey key, Bytes message) {
      Hash half = Hash.of(new Encoder().value(key).raw(message).toBytes());
      return new Signature(new Encoder().hash(half).hash(half).toBytes());
    }
  }

  private Month(MonthPlan plan, Path folder)
      throws IOException, RefusedException, GeneralSecurityException {
    this.plan = plan;
    random = new Random(plan.seed() ^ 0x5DEECE66DL);
    SecureRandom keyBytes = SecureRandom.getInstance("SHA1PRNG");
    keyBytes.setSeed(plan.seed());
    List<KeyPair> keys = new ArrayList<>();
    for (int i = 0; i < MonthPlan.MEMBERS; i++) {
      keys.add(keys("n" + i));
    }
    genesis =
        new Genesis(
            new Genesis.Terms(
                0,
                keys.stream().map(KeyPair::publicKey).toList(),
                2,
                Difficulty.NONE,
                10_000,
                keys("center").publicKey(),
                new PointRules(100, 10, 25, 7, 8_000)),
            List.of(new Participant(keys("client").publicKey(), Role.RESEARCH)));
    center =
        new MonthCenter(
            this, folder.resolve("center"), keys("center"), operations("center"), keyBytes);
    client = new MonthClient(this, operations("client"), center.authority());
    network.add(center);
    network.add(client);
    for (int i = 0; i < MonthPlan.MEMBERS; i++) {
      Path own = folder.resolve("n" + i);
      // In half of the seeds one member has an index, which costs as much as all the rest.
      boolean indexed = i == plan.seed() % (2 * MonthPlan.MEMBERS);
      MonthMember member = new MonthMember(this, i, keys.get(i), own, indexed, keyBytes);
      member.enrolled(center.issue(keys.get(i), PeerRole.CONSENSUS_NODE, "n" + i));
      members.add(member);
      network.add(member);
    }
  }

  private Operations operations(String name) {
    return new Operations(scheme, genesis.chain(), keys(name));
  }

  KeyPair keys(String name) {
    return scheme.keyPair(Hash.of(Bytes.utf8(name)).toBytes());
  }

  /** Plays a plan; returns the violation, if there is one. */
  static Optional<MonthInvariants.Violation> play(
      MonthPlan plan, Path folder, StringBuilder story) {
    try {
      Month month = new Month(plan, folder);
      month.run();
      month.members.forEach(MonthMember::kill);
      if (month.center.isUp()) {
        month.center.kill();
      }
      story.append(month.summary());
      return month.invariants.violation();
    } catch (IOException | RefusedException | GeneralSecurityException e) {
      throw new IllegalStateException(plan + "\n" + e.getMessage(), e);
    }
  }

  private String summary() {
    List<String> last = log.subList(Math.max(0, log.size() - 30), log.size());
    return String.format(
        Locale.ROOT,
        "%d events, %d acknowledged requests; at last:%n  %s",
        eventCount,
        invariants.acknowledgedCount(),
        String.join("\n  ", last));
  }

  private void run() {
    MonthFaults faults = new MonthFaults(this);
    plan.faults().forEach(faults::plan);
    members.forEach(each -> each.startIn(0));
    at(0, network::dial);
    long endNs = plan.days() * 24L * HOUR_NS;
    for (long turnNs = 10 * SECOND_NS; turnNs < endNs; turnNs += TURN_NS) {
      at(turnNs + (long) (random.nextDouble() * TURN_NS), this::atWork);
    }
    runTo(endNs);
    heal(endNs);
  }

  private void atWork() {
    stir();
    network.dial();
    client.session().resend();
    client.request();
    after(
        center,
        0,
        () -> {
          if (center.isUp()) {
            center.atWork();
          }
        });
  }

  private void heal(long endNs) {
    healing = true;
    members.forEach(each -> each.startIn(0));
    for (long soonNs = 0; soonNs < HEALING.toNanos(); soonNs += 15 * SECOND_NS) {
      at(endNs + soonNs, this::dialAndResend);
    }
    long askedNs = endNs + 30 * SECOND_NS;
    at(askedNs, client::request);
    long latestNs = endNs + HEALING.toNanos();
    while (nowNs < latestNs && invariants.violation().isEmpty()) {
      runTo(Math.min(latestNs, nowNs + 5 * SECOND_NS));
      if (nowNs > askedNs + SECOND_NS && invariants.unhealed().isEmpty()) {
        break;
      }
    }
    invariants.unhealed().ifPresent(why -> invariants.violated("all heal", why));
    invariants.end();
  }

  private void dialAndResend() {
    network.dial();
    client.session().resend();
  }

  private void runTo(long endNs) {
    while (nowNs < endNs && invariants.violation().isEmpty()) {
      boolean quiet = isQuiet();
      long nextNs = queue.isEmpty() ? endNs : Math.min(endNs, queue.peek().atNs());
      for (MonthMachine each : machines) {
        nextNs = Math.min(nextNs, each.dueNs(!quiet));
      }
      if (quiet && nextNs > nowNs + SECOND_NS) {
        invariants.look();
      }
      nowNs = Math.max(nowNs, nextNs);
      turns(quiet);
      while (!queue.isEmpty() && queue.peek().atNs() <= nowNs) {
        Event event = queue.poll();
        eventCount++;
        traffic -= event.isTraffic() ? 1 : 0;
        event.action().run();
      }
    }
  }

  private void turns(boolean quiet) {
    for (MonthMachine each : machines) {
      if (each.dueNs(!quiet) <= nowNs) {
        eventCount++;
        each.advanceTo(nowNs);
        each.turn();
        turned(each);
      }
    }
  }

  /** Nothing is on its way, and everybody has what the others have, or has had time to get it. */
  private boolean isQuiet() {
    if (healing || nowNs < stirredNs + STIRRED_NS) {
      return false;
    }
    return nowNs > stirredNs + UNQUIET_NS || (traffic == 0 && isIdle() && isLevel());
  }

  boolean isIdle() {
    return client.session().isIdle() && center.session().isIdle();
  }

  private boolean isLevel() {
    return members.stream()
            .flatMap(each -> each.node().stream())
            .mapToLong(each -> each.height())
            .distinct()
            .count()
        <= 1;
  }

  /** Something happened: time runs for a while. */
  void stir() {
    stirredNs = nowNs;
  }

  /** At a time, which no jump passes over. */
  void at(long atNs, Runnable action) {
    queue.add(new Event(Math.max(atNs, nowNs), eventNumber(), false, action));
  }

  /** After a delay on a machine, when it wakes up at the earliest. */
  void after(MonthEndpoint owner, long delayNs, Runnable action) {
    boolean isTraffic = delayNs < SECOND_NS;
    traffic += isTraffic ? 1 : 0;
    MonthMachine machine = owner.machine();
    Runnable onMachine =
        () -> {
          machine.advanceTo(nowNs);
          machine.loop().execute(action);
          machine.turn();
          turned(machine);
        };
    queue.add(new Event(nowNs + delayNs, eventNumber(), isTraffic, onMachine));
  }

  private long eventNumber() {
    number++;
    return number;
  }

  private void turned(MonthMachine machine) {
    for (MonthMember each : members) {
      if (each.machine() == machine) {
        each.turned();
      }
    }
  }

  MonthMachine machine() {
    MonthMachine made = new MonthMachine();
    machines.add(made);
    return made;
  }

  long latencyNs() {
    return 1_000_000L + random.nextInt(20_000_000);
  }

  long diskNs() {
    return 200_000L + random.nextInt(3_000_000);
  }

  void log(String line) {
    log.add(String.format(Locale.ROOT, "%.3f %s", (double) nowNs / HOUR_NS / 24, line));
  }

  long nowNs() {
    return nowNs;
  }

  MonthPlan plan() {
    return plan;
  }

  Genesis genesis() {
    return genesis;
  }

  SignatureScheme scheme() {
    return scheme;
  }

  MonthNetwork network() {
    return network;
  }

  MonthInvariants invariants() {
    return invariants;
  }

  MonthCenter center() {
    return center;
  }

  MonthClient client() {
    return client;
  }

  List<MonthMember> members() {
    return members;
  }
}
