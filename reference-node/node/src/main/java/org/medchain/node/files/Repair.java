package org.medchain.node.files;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.node.files.ReplicationPlan.Standing;
import org.medchain.node.transport.Asker;
import org.medchain.node.transport.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps every file that this holder has at r holders (STO-7, FILE-10): a round asks the other
 * candidates what they hold, copies to the next in line where this holder is responsible, completes
 * what is damaged here, and gives up what r others before it hold. For one thread.
 */
public final class Repair {
  private static final Logger log = LoggerFactory.getLogger(Repair.class);

  private final PublicKey self;
  private final ChunkStore store;
  private final HolderDirectory directory;
  private final HolderCalls calls;
  private final RepairRules rules;
  private final RandomGenerator random;
  private final MeterRegistry meters;

  private Optional<HolderBook> book = Optional.empty();

  /** Pieces of each file in the round before: what grows is being brought by somebody. */
  private Map<Hash, Integer> before = new HashMap<>();

  private final Map<Hash, Long> unfinishedSinceNs = new HashMap<>();
  private int scrubbed;

  /**
   * For one holder.
   *
   * @param self its key
   * @param patience how long it waits for one answer
   * @param random which pieces are asked for as a check
   */
  public Repair(
      PublicKey self,
      ChunkStore store,
      HolderDirectory directory,
      Asker asker,
      RepairRules rules,
      Duration patience,
      RandomGenerator random,
      MeterRegistry meters) {
    this.self = self;
    this.store = store;
    this.directory = directory;
    this.calls = new HolderCalls(asker, patience);
    this.rules = rules;
    this.random = random;
    this.meters = meters;
  }

  /**
   * What a round did.
   *
   * @param copied files brought to another holder
   * @param completed files whose missing pieces were fetched here
   * @param released files given up here
   */
  public record Round(int copied, int completed, int released) {
    /** Whether there was anything to do. */
    public boolean isQuiet() {
      return copied + completed + released == 0;
    }

    Round plus(Round other) {
      return new Round(
          copied + other.copied, completed + other.completed, released + other.released);
    }
  }

  private static final Round NOTHING = new Round(0, 0, 0);
  private static final Round RELEASED = new Round(0, 0, 1);

  /**
   * One round.
   *
   * @param nowNs of a clock that only goes forward
   */
  public Round round(long nowNs) throws IOException, InterruptedException {
    HolderBook known = book.orElseGet(() -> new HolderBook(rules, nowNs));
    book = Optional.of(known);
    scrubNext();
    List<Hash> ids = store.ids();
    known.retain(Set.copyOf(ids));
    unfinishedSinceNs.keySet().retainAll(Set.copyOf(ids));
    Map<Hash, Integer> sizes = new HashMap<>();
    Set<PublicKey> live = hear(ids, known, nowNs);
    Round done = NOTHING;
    for (Hash id : ids) {
      try {
        int size = store.have(id).cardinality();
        sizes.put(id, size);
        done = done.plus(one(id, size, live, known, nowNs));
      } catch (Refused e) {
        log.atInfo()
            .addKeyValue("file", id.brief())
            .addKeyValue("reason", e.getMessage())
            .log("not repaired yet");
      }
    }
    before = sizes;
    count(done);
    return done;
  }

  private void count(Round done) {
    meters.counter("medchain.files.repair.copied").increment(done.copied());
    meters.counter("medchain.files.repair.completed").increment(done.completed());
    meters.counter("medchain.files.repair.released").increment(done.released());
  }

  /** Damage that nobody reads would stay unseen: one file a round is read wholly. */
  private void scrubNext() throws IOException {
    List<Hash> ids = store.ids();
    if (!ids.isEmpty()) {
      try {
        store.scrub(ids.get(Math.floorMod(scrubbed++, ids.size())));
      } catch (Refused e) {
        log.atDebug().addKeyValue("reason", e.getMessage()).log("released meanwhile");
      }
    }
  }

  /** Asks everybody what it holds; returns who answered. */
  private Set<PublicKey> hear(List<Hash> ids, HolderBook known, long nowNs)
      throws InterruptedException {
    Set<PublicKey> live = new LinkedHashSet<>();
    Set<PublicKey> candidates = new LinkedHashSet<>();
    for (Hash id : ids) {
      candidates.addAll(candidates(id));
    }
    candidates.remove(self);
    candidates.retainAll(calls.connected());
    for (PublicKey holder : candidates) {
      try {
        hear(holder, ids, known, nowNs);
        live.add(holder);
      } catch (Refused e) {
        log.atDebug().addKeyValue("holder", holder.brief()).log(e.getMessage());
      }
    }
    return live;
  }

  private void hear(PublicKey holder, List<Hash> ids, HolderBook known, long nowNs)
      throws Refused, InterruptedException {
    for (int from = 0; from < ids.size(); from += FileTopics.MOST_NAMED) {
      List<Hash> some = ids.subList(from, Math.min(ids.size(), from + FileTopics.MOST_NAMED));
      List<Presence> answers = calls.holds(holder, some);
      for (int i = 0; i < some.size(); i++) {
        boolean holds = answers.get(i).isWhole() && shows(holder, some.get(i), known, nowNs, false);
        known.heard(some.get(i), holder, holds, nowNs);
      }
    }
  }

  /** Whether a holder can show a piece drawn at random: saying that it holds a file is cheap. */
  private boolean shows(PublicKey holder, Hash id, HolderBook known, long nowNs, boolean now)
      throws InterruptedException {
    if (!now && !known.isCheckDue(id, holder, nowNs)) {
      return true;
    }
    try {
      StoredFile file = store.deposit(id).file();
      int index = random.nextInt(file.pieces());
      Piece piece = calls.onePiece(holder, id, index);
      boolean shown = piece.index() == index && piece.belongsTo(file);
      if (shown) {
        known.checked(id, holder, nowNs);
      }
      return shown;
    } catch (Refused e) {
      return false;
    }
  }

  private List<PublicKey> candidates(Hash id) {
    try {
      return directory.candidates(store.deposit(id));
    } catch (Refused e) {
      return List.of();
    }
  }

  private Round one(Hash id, int size, Set<PublicKey> live, HolderBook known, long nowNs)
      throws IOException, Refused, InterruptedException {
    Map<PublicKey, Standing> view = view(id, live, known, nowNs);
    if (!store.isWhole(id)) {
      return complete(id, size, view, nowNs);
    }
    unfinishedSinceNs.remove(id);
    ReplicationPlan plan = ReplicationPlan.of(id, view, rules.replicas());
    if (plan.surplus().contains(self)) {
      return release(id, view, known, nowNs);
    }
    int copied = 0;
    if (plan.responsible().equals(Optional.of(self))) {
      for (PublicKey holder : plan.copyTo()) {
        copied += copy(id, holder, known, nowNs) ? 1 : 0;
      }
    }
    return new Round(copied, 0, 0);
  }

  private Map<PublicKey, Standing> view(
      Hash id, Set<PublicKey> live, HolderBook known, long nowNs) {
    List<PublicKey> ranked = HolderRanking.of(id, candidates(id));
    Map<PublicKey, Standing> view = new LinkedHashMap<>();
    for (int rank = 0; rank < ranked.size(); rank++) {
      PublicKey holder = ranked.get(rank);
      view.put(holder, known.standing(id, holder, live.contains(holder), rank, nowNs));
    }
    if (store.isWhole(id)) {
      view.put(self, ranked.contains(self) ? Standing.HOLDS : Standing.LEAVING);
    } else {
      view.remove(self);
    }
    return view;
  }

  private boolean copy(Hash id, PublicKey holder, HolderBook known, long nowNs)
      throws IOException, InterruptedException {
    try {
      int sent = new Upload(calls, store.deposit(id), store.source(id)).to(holder);
      known.heard(id, holder, true, nowNs);
      log.atInfo()
          .addKeyValue("file", id.brief())
          .addKeyValue("holder", holder.brief())
          .addKeyValue("pieces", sent)
          .log("copied");
      return true;
    } catch (Refused e) {
      known.refused(id, holder, nowNs);
      log.atInfo()
          .addKeyValue("file", id.brief())
          .addKeyValue("holder", holder.brief())
          .addKeyValue("reason", e.getMessage())
          .log("not copied");
      return false;
    }
  }

  /** Gives its copy up, if r before it in line each show a piece now. */
  private Round release(Hash id, Map<PublicKey, Standing> view, HolderBook known, long nowNs)
      throws IOException, InterruptedException {
    List<PublicKey> holding =
        HolderRanking.of(id, view.keySet()).stream()
            .filter(holder -> view.get(holder) == Standing.HOLDS && !holder.equals(self))
            .limit(rules.replicas())
            .toList();
    for (PublicKey holder : holding) {
      if (!shows(holder, id, known, nowNs, true)) {
        known.heard(id, holder, false, nowNs);
        return NOTHING;
      }
    }
    store.release(id);
    return RELEASED;
  }

  /** Fetches what is missing here, or gives up what nobody has had for long. */
  private Round complete(Hash id, int size, Map<PublicKey, Standing> view, long nowNs)
      throws IOException, Refused, InterruptedException {
    long sinceNs = unfinishedSinceNs.computeIfAbsent(id, first -> nowNs);
    if (size > before.getOrDefault(id, -1)) {
      return NOTHING;
    }
    StoredFile file = store.deposit(id).file();
    Map<PublicKey, BitSet> holders = new LinkedHashMap<>();
    BitSet all = new BitSet();
    all.set(0, file.pieces());
    List<PublicKey> whole = new ArrayList<>(view.keySet());
    whole.removeIf(holder -> view.get(holder) != Standing.HOLDS);
    whole.forEach(holder -> holders.put(holder, all));
    FetchRun run = new FetchRun(file, holders, store.sink(id), calls, FetchRules.DEFAULT, meters);
    if (run.run().isEmpty() && store.isWhole(id)) {
      unfinishedSinceNs.remove(id);
      return new Round(0, 1, 0);
    }
    if (nowNs - sinceNs >= rules.unfinishedFor().toNanos()) {
      store.release(id);
      return RELEASED;
    }
    return NOTHING;
  }
}
