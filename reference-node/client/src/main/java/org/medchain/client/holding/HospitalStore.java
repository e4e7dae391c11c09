package org.medchain.client.holding;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.medchain.application.HistoryEntry;
import org.medchain.application.HistorySearch;
import org.medchain.client.identity.ParticipantFolder;
import org.medchain.client.session.ParticipantSession;
import org.medchain.consensus.Output;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.storageproof.AuditRound;
import org.medchain.contract.storageproof.Audits;
import org.medchain.contract.storageproof.HoldFile;
import org.medchain.contract.storageproof.Holding;
import org.medchain.contract.storageproof.ProveStorage;
import org.medchain.contract.storageproof.ReleaseFile;
import org.medchain.data.Hash;
import org.medchain.node.files.FileRpcServices;
import org.medchain.node.files.holder.PieceStore;
import org.medchain.node.files.piece.Piece.ChunkProof;
import org.medchain.node.files.piece.SignedManifest;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcService;

/**
 * The files that a hospital without a node holds (PROC-13): each is entrusted to it on the ledger,
 * fetched from those that have it, accepted there, and proved to each audit.
 */
public final class HospitalStore {
  private static final long QUOTA_BYTES = 64L << 30;

  private final PieceStore files;
  private Optional<HistorySearch> next = Optional.empty();

  /** Entrusted, and not taken yet. */
  private final Set<Hash> due = new TreeSet<>();

  /** The store of an identity; made if it is missing. */
  public HospitalStore(ParticipantFolder folder) throws IOException {
    files = PieceStore.open(folder.held(), QUOTA_BYTES, new SimpleMeterRegistry());
  }

  /**
   * A file here.
   *
   * @param deposit its manifest
   * @param pieces that are here
   * @param holding on the ledger; nothing if it was released
   */
  public record HeldLine(SignedManifest deposit, int pieces, Optional<Holding> holding) {
    /** Whether it is a record's, and entrusted no longer. */
    boolean isReleased() {
      return deposit.record().isPresent() && holding.isEmpty();
    }
  }

  /** Pieces for askers; nobody stores here uninvited. */
  public List<RpcService> services() {
    return FileRpcServices.of(
        files,
        deposit -> {
          throw new RefusedException("this hospital fetches what is entrusted to it by itself");
        },
        new SimpleMeterRegistry());
  }

  /** All files here. */
  public List<HeldLine> lines(ParticipantSession session) throws RefusedException {
    List<HeldLine> lines = new ArrayList<>();
    for (Hash id : files.ids()) {
      SignedManifest deposit = files.manifest(id);
      Optional<Holding> holding =
          deposit.record().isEmpty() ? Optional.empty() : holding(session, deposit.record().get());
      lines.add(new HeldLine(deposit, files.presentPieces(id).cardinality(), holding));
    }
    return lines;
  }

  private static Optional<Holding> holding(ParticipantSession session, Hash record)
      throws RefusedException {
    return session.state(Audits.holdingEntry(record, session.participant()));
  }

  /**
   * Takes the file of a record, and accepts it on the ledger; again is as good as once, and finds
   * what was damaged meanwhile.
   *
   * @throws RefusedException if it is not entrusted to this hospital, or nobody shows the file that
   *     was entrusted
   */
  public HeldLine take(ParticipantSession session, Hash record)
      throws IOException, RefusedException, InterruptedException {
    Holding entrusted =
        holding(session, record)
            .orElseThrow(
                () ->
                    new RefusedException(
                        "the file of record " + record.brief() + " is not entrusted to you"));
    SignedManifest deposit =
        session
            .files(List.of())
            .manifest(
                record,
                file ->
                    file.root().equals(entrusted.root())
                        && file.chunkCount() == entrusted.chunks());
    if (files.ids().contains(deposit.id())) {
      int unusedDamage = files.scrub(deposit.id()); // dropped pieces are fetched with the rest
    }
    session.files(List.of()).keep(deposit, files);
    if (!entrusted.accepted()) {
      order(session, record, new HoldFile(record), Outcome.HOLDING_EXISTS);
      session.settle();
    }
    boolean unused = due.remove(record);
    return new HeldLine(
        deposit, files.presentPieces(deposit.id()).cardinality(), holding(session, record));
  }

  /** A holding ends with its owner's exit (GAME-7), which a holder is not shown (LIGHT-8). */
  private static void order(
      ParticipantSession session, Hash record, Operation operation, Outcome asGood)
      throws IOException, RefusedException, InterruptedException {
    Output.Accepted told = session.order(operation);
    Outcome outcome = Outcome.of(told.receipt());
    if (outcome == Outcome.NO_HOLDING) {
      // The state loses its entry; the next check finds the holding ended and deletes the file.
      Output.Accepted unused = session.order(new ReleaseFile(record, session.participant()));
      session.settle();
    }
    if (outcome != Outcome.OK && outcome != asGood) {
      throw new RefusedException(ParticipantSession.reason(told.receipt()));
    }
  }

  /** Records whose files are entrusted and not taken yet; a page of the ledger's list at a time. */
  public List<Hash> entrusted(ParticipantSession session)
      throws IOException, RefusedException, InterruptedException {
    HistorySearch search =
        next.orElseGet(() -> HistorySearch.of(HistorySearch.ofHolder(session.participant())));
    List<HistoryEntry> found = session.pages().orders(search).lines();
    if (!found.isEmpty()) {
      session.advance(); // others ordered it: it has to be proved
    }
    for (HistoryEntry each : found) {
      next = Optional.of(search.after(each.place()));
      Optional<Holding> holding = holding(session, each.record());
      if (holding.isPresent() && !(holding.get().accepted() && isWhole(each.record()))) {
        due.add(each.record());
      }
    }
    return List.copyOf(due);
  }

  /**
   * Deletes the files whose holding was ended on the ledger (PRIV-10). To be called after {@link
   * ParticipantSession#advance}, so that the state is newer than the one by which they were taken.
   */
  public void dropReleased(ParticipantSession session) throws IOException, RefusedException {
    for (HeldLine each : lines(session)) {
      if (each.isReleased()) {
        files.release(each.deposit().id());
      }
    }
  }

  private boolean isWhole(Hash record) {
    try {
      return files.isComplete(files.manifest(record).id());
    } catch (RefusedException e) {
      return false;
    }
  }

  /** Answers the ledger's open audit of each file here; how many. */
  public int prove(ParticipantSession session)
      throws IOException, RefusedException, InterruptedException {
    long height = session.light().sync();
    Optional<AuditRound> last = session.state(Audits.roundEntry());
    int answered = 0;
    List<HeldLine> all = lines(session);
    if (all.stream().anyMatch(HeldLine::isReleased)) {
      session.advance();
      dropReleased(session);
      all = lines(session);
    }
    for (HeldLine each : all) {
      Optional<AuditRound> open =
          last.filter(round -> each.holding().stream().anyMatch(it -> it.isDue(round, height)));
      if (each.holding().isPresent() && !files.isComplete(each.deposit().id())) {
        due.add(each.deposit().record().orElseThrow()); // a damaged piece was dropped
      } else if (open.isPresent()) {
        Hash record = each.deposit().record().orElseThrow();
        int chunk = each.holding().get().challenge(open.get(), record, session.participant());
        ChunkProof proof = files.proveChunk(each.deposit().id(), chunk);
        order(session, record, new ProveStorage(record, proof.chunk(), proof.proof()), Outcome.OK);
        answered++;
      }
    }
    if (answered > 0) {
      session.settle(); // or the same audit would still look open
    }
    return answered;
  }
}
