package org.medchain.node.files;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
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
import org.medchain.node.files.ReplicationPlan.HolderStatus;
import org.medchain.node.files.holder.HolderDirectory;
import org.medchain.node.files.holder.PieceStore;
import org.medchain.node.files.piece.FileManifest;
import org.medchain.node.files.piece.Piece;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Keeps every file that this holder has at r holders (STO-7, FILE-10): a round queries the other
 * candidates for their files, copies to the next in rank where this holder is responsible, repairs
 * damaged pieces, and releases files that r holders of higher rank have. For one thread.
 */
public final class ReplicaRepair {
  private static final Logger log = LoggerFactory.getLogger(ReplicaRepair.class);

  /** A question waits for its answer; so few keep a round short. */
  private static final int MAX_MANIFESTS = 8;

  private final PublicKey self;
  private final PieceStore store;
  private final HolderDirectory directory;
  private final HolderRpcClient calls;
  private final RepairSettings rules;
  private final RandomGenerator random;
  private final MeterRegistry meters;

  private final HolderObservations known;

  /** Pieces of each file in the round before: a growing file is being uploaded. */
  private Map<Hash, Integer> piecesBefore = new HashMap<>();

  private final Map<Hash, Long> unfinishedSinceNs = new HashMap<>();
  private int filesScrubbed;
  private int manifestsAsked;

  // Of the round that runs.
  private int copied;
  private int completed;
  private int released;

  /**
   * For one holder.
   *
   * @param self its key
   * @param patience timeout of one reply
   * @param random which pieces are requested as a check
   */
  public ReplicaRepair(
      PublicKey self,
      PieceStore store,
      HolderDirectory directory,
      RpcClient asker,
      RepairSettings rules,
      Duration patience,
      RandomGenerator random,
      MeterRegistry meters) {
    this.self = self;
    this.store = store;
    this.directory = directory;
    this.calls = new HolderRpcClient(asker, patience);
    this.rules = rules;
    this.known = new HolderObservations(rules);
    this.random = random;
    this.meters = meters;
  }

  /**
   * The result of a round.
   *
   * @param copied files uploaded to another holder
   * @param completed files whose missing pieces or manifest were fetched here
   * @param released files released here
   */
  public record RepairRound(int copied, int completed, int released) {}

  /**
   * One round.
   *
   * @param nowNs of a clock that only goes forward
   */
  public RepairRound round(long nowNs) throws IOException, InterruptedException {
    known.begin(nowNs);
    copied = 0;
    completed = 0;
    released = 0;
    scrubNextFile();
    restoreManifests();
    List<Hash> ids = store.ids();
    known.retain(Set.copyOf(ids));
    unfinishedSinceNs.keySet().retainAll(Set.copyOf(ids));
    Map<Hash, Integer> sizes = new HashMap<>();
    Set<PublicKey> live = pollHolders(ids);
    for (Hash id : ids) {
      try {
        int size = store.presentPieces(id).cardinality();
        sizes.put(id, size);
        repairFile(id, size, live);
      } catch (RefusedException e) {
        about(Level.INFO, id).addKeyValue("reason", e.getMessage()).log("not repaired yet");
      }
    }
    piecesBefore = sizes;
    meters.counter("medchain.files.repair.copied").increment(copied);
    meters.counter("medchain.files.repair.completed").increment(completed);
    meters.counter("medchain.files.repair.released").increment(released);
    return new RepairRound(copied, completed, released);
  }

  private static LoggingEventBuilder about(Level level, Hash id) {
    return log.atLevel(level).addKeyValue("file", id.brief());
  }

  /** Latent damage would stay unseen: scrubbing reads one whole file each round. */
  private void scrubNextFile() throws IOException {
    List<Hash> ids = store.ids();
    if (!ids.isEmpty()) {
      try {
        store.scrub(ids.get(Math.floorMod(filesScrubbed++, ids.size())));
      } catch (RefusedException e) {
        log.atDebug().addKeyValue("reason", e.getMessage()).log("released meanwhile");
      }
    }
  }

  /**
   * Fetches manifests that cannot be read here any more (FILE-11), over the files in turn. They
   * name the file's record, so that without one the candidates are unknown: every connected node is
   * asked, the owner's signature decides.
   */
  private void restoreManifests() throws InterruptedException {
    List<Hash> unreadable = store.unreadableIds();
    for (int i = 0; i < Math.min(MAX_MANIFESTS, unreadable.size()); i++) {
      Hash id = unreadable.get(Math.floorMod(manifestsAsked++, unreadable.size()));
      try {
        store.reserve(calls.manifest(id, file -> file.id().equals(id)));
        about(Level.INFO, id).log("manifest fetched again");
        completed++;
      } catch (RefusedException e) {
        about(Level.DEBUG, id).log(e.getMessage());
      } catch (IOException e) {
        // One bad place on the disk must not keep the other files from their repair.
        about(Level.WARN, id).addKeyValue("reason", e.getMessage()).log("manifest not written");
      }
    }
  }

  /** Queries every holder for its files; returns the holders that replied. */
  private Set<PublicKey> pollHolders(List<Hash> ids) throws InterruptedException {
    Set<PublicKey> live = new LinkedHashSet<>();
    Set<PublicKey> candidates = new LinkedHashSet<>();
    for (Hash id : ids) {
      candidates.addAll(candidates(id));
    }
    candidates.remove(self);
    candidates.retainAll(calls.connected());
    for (PublicKey holder : candidates) {
      try {
        pollHolder(holder, ids);
        live.add(holder);
      } catch (RefusedException e) {
        log.atDebug().addKeyValue("holder", holder.brief()).log(e.getMessage());
      }
    }
    return live;
  }

  private void pollHolder(PublicKey holder, List<Hash> ids)
      throws RefusedException, InterruptedException {
    for (int from = 0; from < ids.size(); from += FileRpcServices.MAX_FILES) {
      List<Hash> some = ids.subList(from, Math.min(ids.size(), from + FileRpcServices.MAX_FILES));
      List<FileAvailability> answers = calls.availabilitiesAt(holder, some);
      for (int i = 0; i < some.size(); i++) {
        Hash id = some.get(i);
        boolean checked = !known.isCheckDue(id, holder);
        boolean holds = answers.get(i).isWhole() && (checked || provesPossession(holder, id));
        known.availabilityReported(id, holder, holds);
      }
    }
  }

  /** Whether a holder can show a piece drawn at random: saying that it holds a file is cheap. */
  private boolean provesPossession(PublicKey holder, Hash id) throws InterruptedException {
    try {
      FileManifest file = store.manifest(id).manifest();
      int index = random.nextInt(file.pieceCount());
      Piece piece = calls.fetchPiece(holder, id, index);
      boolean shown = piece.index() == index && piece.belongsTo(file);
      if (shown) {
        known.possessionProof(id, holder);
      }
      return shown;
    } catch (RefusedException e) {
      return false;
    }
  }

  private List<PublicKey> candidates(Hash id) {
    try {
      return directory.candidates(store.manifest(id));
    } catch (RefusedException e) {
      return List.of();
    }
  }

  private void repairFile(Hash id, int size, Set<PublicKey> live)
      throws IOException, RefusedException, InterruptedException {
    Map<PublicKey, HolderStatus> view = holderStatuses(id, live);
    if (!store.isComplete(id)) {
      complete(id, size, view);
      return;
    }
    unfinishedSinceNs.remove(id);
    ReplicationPlan plan = ReplicationPlan.of(id, view, rules.replicas());
    if (plan.surplus().contains(self)) {
      giveUp(id, plan.holding());
    } else if (plan.responsible().equals(Optional.of(self))) {
      for (PublicKey holder : plan.copyTo()) {
        copy(id, holder);
      }
    }
  }

  private Map<PublicKey, HolderStatus> holderStatuses(Hash id, Set<PublicKey> live) {
    List<PublicKey> ranked = RendezvousHashing.rank(id, candidates(id));
    Map<PublicKey, HolderStatus> view = new LinkedHashMap<>();
    for (int rank = 0; rank < ranked.size(); rank++) {
      PublicKey holder = ranked.get(rank);
      view.put(holder, known.statusOf(id, holder, live.contains(holder), rank));
    }
    if (store.isComplete(id)) {
      view.put(self, ranked.contains(self) ? HolderStatus.HOLDS : HolderStatus.LEAVING);
    } else {
      view.remove(self);
    }
    return view;
  }

  private void copy(Hash id, PublicKey holder) throws IOException, InterruptedException {
    try {
      int sent = new PieceUploader(calls, store.manifest(id), store.source(id)).uploadTo(holder);
      known.availabilityReported(id, holder, true);
      about(Level.INFO, id)
          .addKeyValue("holder", holder.brief())
          .addKeyValue("pieces", sent)
          .log("copied");
      copied++;
    } catch (RefusedException e) {
      known.refused(id, holder);
      about(Level.INFO, id)
          .addKeyValue("holder", holder.brief())
          .addKeyValue("reason", e.getMessage())
          .log("not copied");
    }
  }

  /** Gives its copy up, if r before it in line each show a piece now. */
  private void giveUp(Hash id, List<PublicKey> holding) throws IOException, InterruptedException {
    for (PublicKey holder : holding.subList(0, rules.replicas())) {
      if (!provesPossession(holder, id)) {
        known.availabilityReported(id, holder, false);
        return;
      }
    }
    release(id);
  }

  private void release(Hash id) throws IOException {
    store.release(id);
    released++;
  }

  /** Fetches what is missing here, or releases what no holder has had for long. */
  private void complete(Hash id, int size, Map<PublicKey, HolderStatus> view)
      throws IOException, RefusedException, InterruptedException {
    long sinceNs = unfinishedSinceNs.computeIfAbsent(id, first -> known.nowNs());
    if (size > piecesBefore.getOrDefault(id, -1)) {
      return;
    }
    FileManifest file = store.manifest(id).manifest();
    Map<PublicKey, BitSet> holders = new LinkedHashMap<>();
    BitSet all = new BitSet();
    all.set(0, file.pieceCount());
    view.forEach(
        (holder, status) -> {
          if (status == HolderStatus.HOLDS) {
            holders.put(holder, all);
          }
        });
    FileFetchRunner run = new FileFetchRunner(file, holders, store.sink(id), calls, meters);
    if (run.run().isEmpty() && store.isComplete(id)) {
      unfinishedSinceNs.remove(id);
      completed++;
    } else if (known.nowNs() - sinceNs >= rules.incompleteTimeout().toNanos()) {
      release(id);
    }
  }
}
