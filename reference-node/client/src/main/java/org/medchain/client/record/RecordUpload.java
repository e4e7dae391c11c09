package org.medchain.client.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.medchain.application.AcceptanceProof;
import org.medchain.client.identity.KeptRecord;
import org.medchain.client.identity.KeptRecord.FileState;
import org.medchain.client.session.ParticipantSession;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.storageproof.EntrustFile;
import org.medchain.data.Hash;
import org.medchain.data.MedicalRecord;
import org.medchain.data.MedicalRecord.DigestBlock;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.metadata.RecordTexts;
import org.medchain.node.files.FileTransferSettings;
import org.medchain.node.files.OffChainFileClient;
import org.medchain.node.files.RendezvousHashing;
import org.medchain.node.files.SealedFile;
import org.medchain.node.files.piece.FileManifest;
import org.medchain.node.files.sealing.WrappedFileKey;
import org.medchain.node.transport.RefusedException;

/**
 * One upload (paper §4 (2); PROC-5): the file is sealed, the record ordered, shares of its key left
 * with the nodes, the file entrusted to hospitals on the ledger and placed there. Each step is
 * written down; the same visit and file continue where an interrupted command was, with the same
 * record.
 */
public final class RecordUpload {
  private static final int REPLICAS = FileTransferSettings.DEFAULT.replicas();
  private static final long RETRY_MS = 250;

  /** How long hospitals that do not take a file are asked again before one more is asked. */
  private static final long PLACE_MS = 3_000;

  /** The same when all have been asked. */
  private static final long LAST_PLACE_MS = 10_000;

  private final ParticipantSession session;

  /** Of this session's patient; refused unless enough hospitals are connected. */
  public RecordUpload(ParticipantSession session)
      throws IOException, RefusedException, InterruptedException {
    this.session = session;
    List<PublicKey> known = session.hospitals();
    if (known.size() < REPLICAS) {
      session.advance(); // They may have been registered in the newest block.
      known = session.hospitals();
    }
    if (known.size() < REPLICAS) {
      throw new RefusedException(
          ("a file needs %s holders, and %s of the connected nodes are hospitals'; "
                  + "'hospital register --node n0' makes one")
              .formatted(REPLICAS, known.size()));
    }
  }

  /** Does all that is not done yet. */
  public KeptRecord run(DescribedVisit visit, PublicKey doctor, Path plain)
      throws IOException, RefusedException, InterruptedException {
    Hash source = visit.source(plain);
    Optional<KeptRecord> earlier =
        session.folder().keptRecords().stream()
            .filter(each -> each.source().equals(source) && !each.erased())
            .findFirst();
    KeptRecord kept = earlier.isPresent() ? earlier.get() : seal(visit, doctor, plain);
    return kept.placed() ? kept : entrust(ordered(kept));
  }

  /** The first part of it: sealed, on the ledger, and with shares of its key at the nodes. */
  public KeptRecord upload(DescribedVisit visit, PublicKey doctor, Path plain)
      throws IOException, RefusedException, InterruptedException {
    return ordered(seal(visit, doctor, plain));
  }

  private KeptRecord ordered(KeptRecord kept)
      throws IOException, RefusedException, InterruptedException {
    KeptRecord uploaded = kept.request() == 0 ? order(kept) : kept;
    new KeySharing(session).deposit(uploaded);
    return uploaded;
  }

  /** The second part: the file is entrusted to hospitals, and placed with them. */
  public KeptRecord entrust(KeptRecord uploaded)
      throws IOException, RefusedException, InterruptedException {
    place(uploaded);
    KeptRecord placed = uploaded.with(FileState.PLACED);
    session.folder().write(placed);
    Files.deleteIfExists(session.folder().sealed(placed.id()));
    return placed;
  }

  /** Draws a key and encrypts; from here on only the encrypted bytes are needed. */
  KeptRecord seal(DescribedVisit visit, PublicKey doctor, Path plain)
      throws IOException, RefusedException {
    try (SealedFile sealed = session.files(List.of()).seal(plain)) {
      FileManifest file = sealed.file();
      Optional<RecordTexts> texts = new TextSealing(session).texts(visit);
      DigestBlock clear = visit.digest(doctor);
      MedicalRecord record =
          new MedicalRecord(
              session.keys().publicKey(),
              file.metadata(doctor),
              texts.map(each -> each.sealed(clear)).orElse(clear));
      WrappedFileKey key =
          WrappedFileKey.wrap(
              file.id(), sealed.key(), session.agreement(), session.keys().publicKey());
      KeptRecord kept =
          new KeptRecord(record, key, texts, visit.source(plain), 0, FileState.UNFINISHED, false);
      // Bytes before the entry: the file that an entry names is there.
      SealedFile unused = sealed.keep(session.folder().sealed(record.id()));
      session.folder().write(kept);
      return kept;
    }
  }

  /** Has the record ordered. */
  KeptRecord order(KeptRecord kept) throws IOException, RefusedException, InterruptedException {
    UploadRecord upload = new UploadRecord(kept.record());
    Receipt receipt = session.require(upload, Outcome.RECORD_EXISTS);
    KeptRecord uploaded =
        kept.uploadedBy(receipt.succeeded() ? receipt.request().sequence() : numberOf(upload));
    session.folder().write(uploaded);
    return uploaded;
  }

  /** It was uploaded, and the command ended before it could write down by which request. */
  private long numberOf(UploadRecord upload)
      throws IOException, RefusedException, InterruptedException {
    session.settle();
    for (long number = session.requests().last() - 1; number > 0; number--) {
      if (isBy(upload, new RequestId(upload.record().patient(), number))) {
        return number;
      }
    }
    throw new RefusedException("record exists, and not by a request of this identity");
  }

  /** The same upload may have been ordered again, and refused. */
  private boolean isBy(UploadRecord upload, RequestId request) {
    try {
      AcceptanceProof proof = session.light().acceptanceProof(request).value();
      return proof.receipt().succeeded()
          && proof.existence().transaction().body().equals(upload.encoded());
    } catch (RefusedException e) {
      return false; // Numbers may have been left out.
    }
  }

  private void place(KeptRecord kept) throws IOException, RefusedException, InterruptedException {
    Path data = session.folder().sealed(kept.id());
    if (!Files.exists(data)) {
      throw new IOException(data + " is missing: the encrypted file cannot be placed");
    }
    Hash file = kept.key().file();
    OffChainFileClient local = session.files(List.of());
    try (SealedFile sealed = local.reopen(data, kept.key().unwrap(session.agreement()))) {
      if (!sealed.file().id().equals(file)) {
        throw new IOException(data + " is damaged: it is not the record's file");
      }
      List<PublicKey> holders = new ArrayList<>();
      List<PublicKey> more = others(file, holders);
      Optional<RefusedException> refusal;
      do {
        for (PublicKey each : more) {
          entrust(kept.id(), each, sealed.file());
          holders.add(each);
        }
        more = others(file, holders);
        refusal = place(holders, sealed, kept.id(), more.isEmpty() ? LAST_PLACE_MS : PLACE_MS);
      } while (refusal.isPresent() && !more.isEmpty());
      if (refusal.isPresent()) {
        throw refusal.get();
      }
    }
  }

  /** As many as are missing, or one more: a hospital may be away, or not do what it should. */
  private List<PublicKey> others(Hash file, List<PublicKey> holders) throws RefusedException {
    List<PublicKey> others = new ArrayList<>(RendezvousHashing.rank(file, session.hospitals()));
    others.removeAll(holders);
    int wanted = Math.max(1, REPLICAS - holders.size());
    return others.subList(0, Math.min(others.size(), wanted));
  }

  private void entrust(Hash record, PublicKey holder, FileManifest file)
      throws IOException, RefusedException, InterruptedException {
    Receipt receipt =
        session.order(new EntrustFile(record, holder, file.root(), file.chunkCount())).receipt();
    if (!receipt.succeeded() && Outcome.of(receipt) != Outcome.HOLDING_EXISTS) {
      throw new RefusedException(
          "hospital " + holder.brief() + ": " + ParticipantSession.reason(receipt));
    }
  }

  /** A holder may need a moment to see on its ledger what the others told already. */
  private Optional<RefusedException> place(
      List<PublicKey> holders, SealedFile sealed, Hash record, long patienceMs)
      throws IOException, InterruptedException {
    OffChainFileClient files = session.files(holders);
    long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMs);
    while (true) {
      try {
        OffChainFileClient.PlacedFile unused = files.place(sealed, record);
        return Optional.empty();
      } catch (RefusedException e) {
        if (System.nanoTime() > endNs) {
          return Optional.of(e);
        }
        TimeUnit.MILLISECONDS.sleep(RETRY_MS);
      }
    }
  }
}
