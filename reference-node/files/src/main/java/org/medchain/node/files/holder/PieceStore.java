package org.medchain.node.files.holder;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.medchain.contract.storageproof.Chunk;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.node.files.piece.FileManifest;
import org.medchain.node.files.piece.MerklePathTable;
import org.medchain.node.files.piece.MerklePathTable.MerklePathEntry;
import org.medchain.node.files.piece.Piece;
import org.medchain.node.files.piece.Piece.ChunkProof;
import org.medchain.node.files.piece.PieceSink;
import org.medchain.node.files.piece.PieceSource;
import org.medchain.node.files.piece.SignedManifest;
import org.medchain.node.transport.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A holder's folder of encrypted files (STO-6, FILE-5, FILE-6, FILE-11): pieces by their hash, each
 * written whole or not at all and verified whenever it is read; a damaged piece is dropped and
 * counted, to be fetched again from others. May be used from any thread, by one process at a time.
 */
public final class PieceStore {
  private static final Logger log = LoggerFactory.getLogger(PieceStore.class);

  private final PieceStoreFolder folder;
  private final long quotaBytes;
  private final Counter damaged;
  private final Object lock = new Object();

  /** All below is guarded by the lock unless it says otherwise. */
  private final Map<Hash, HeldFile> files = new TreeMap<>();

  /** The file of each record, for who knows the record alone (FILE-13). */
  private final Map<Hash, Hash> fileOf = new TreeMap<>();

  /** How many files here have a piece with this root. */
  private final Map<Hash, Integer> references = new HashMap<>();

  private final UnreadableManifests unreadable;

  /** Read without the lock, which is held while pieces are forced. */
  private final AtomicLong bytesHeld = new AtomicLong();

  private PieceStore(Path folder, long quotaBytes, MeterRegistry meters) throws IOException {
    this.folder = new PieceStoreFolder(folder);
    this.unreadable = new UnreadableManifests(this.folder);
    this.quotaBytes = quotaBytes;
    this.damaged = meters.counter("medchain.files.damaged");
    meters.gauge("medchain.files.held.bytes", this, PieceStore::bytesHeld);
    meters.gauge("medchain.files.unreadable", this, store -> store.unreadableIds().size());
  }

  /**
   * Opens the folder, or makes it; drops partial writes of an interruption.
   *
   * @param quotaBytes the most bytes, each file counted with its {@link FileManifest#diskBytes}
   *     from the start
   */
  public static PieceStore open(Path folder, long quotaBytes, MeterRegistry meters)
      throws IOException {
    PieceStore store = new PieceStore(folder, quotaBytes, meters);
    for (Path path : store.folder.manifestFiles()) {
      store.load(path);
    }
    store.folder.deleteAllBut(
        root -> store.references.containsKey(root) || store.unreadable.mayContain(root),
        id -> store.files.containsKey(id) || store.unreadable.contains(id));
    return store;
  }

  private void load(Path path) throws IOException {
    Optional<Hash> name = folder.fileNamedBy(path);
    if (name.isEmpty()) {
      report("manifest", path.getFileName().toString());
      return;
    }
    SignedManifest deposit;
    try {
      deposit = folder.readManifest(path, name.get());
    } catch (IOException e) {
      damaged.increment();
      unreadable.keep(name.get(), e.getMessage());
      return;
    }
    adoptPieces(register(deposit));
  }

  /** Counts the pieces here that the file's table of paths names as present. */
  private void adoptPieces(HeldFile file) throws IOException {
    file.paths
        .roots()
        .forEach(
            (index, root) -> {
              if (folder.hasPiece(root)) {
                file.presentPieces.set(index);
                references.merge(root, 1, Integer::sum);
              }
            });
    syncIfComplete(file);
  }

  private HeldFile register(SignedManifest deposit) {
    Hash id = deposit.id();
    MerklePathTable paths = new MerklePathTable(folder.proofTablePath(id), deposit.manifest());
    HeldFile file = new HeldFile(deposit, paths);
    files.put(id, file);
    deposit.record().ifPresent(record -> fileOf.put(record, id));
    bytesHeld.addAndGet(deposit.manifest().diskBytes());
    return file;
  }

  /**
   * Makes room for a file, whose pieces may then come; nothing new if it is here already. A file
   * that had its room and lost its manifest has its pieces again (FILE-11).
   *
   * @throws RefusedException if its owner did not sign it or the quota does not hold it
   */
  public void reserve(SignedManifest deposit) throws IOException, RefusedException {
    if (!deposit.hasValidSignature()) {
      throw new RefusedException(
          "the manifest of file " + deposit.id().brief() + " is not its owner's");
    }
    synchronized (lock) {
      if (files.containsKey(deposit.id())) {
        return;
      }
      if (unreadable.contains(deposit.id())) {
        folder.writeManifest(deposit);
        adoptPieces(register(deposit));
        unreadable.forget(deposit.id());
        return;
      }
      long room = deposit.manifest().diskBytes();
      long taken = bytesHeld();
      if (room > quotaBytes - taken) {
        throw new RefusedException(
            "the holder is full: %s of %s bytes are taken, the file needs %s"
                .formatted(taken, quotaBytes, room));
      }
      folder.writeManifest(deposit);
      register(deposit);
    }
  }

  /**
   * Keeps a piece of a file that was begun.
   *
   * @throws RefusedException if the file is not held here, or the piece is not that of the file
   */
  public void putPiece(Hash id, Piece piece) throws IOException, RefusedException {
    HeldFile file;
    synchronized (lock) {
      file = find(id);
      if (file.presentPieces.get(Math.min(piece.index(), file.file().pieceCount()))) {
        return;
      }
    }
    if (!piece.belongsTo(file.file())) {
      throw new RefusedException("piece " + piece.index() + " is not of file " + id.brief());
    }
    Hash root = piece.root();
    synchronized (lock) {
      // Under the lock, so that a piece that two files share is not released between the two.
      if (files.get(id) != file || file.presentPieces.get(piece.index())) {
        return;
      }
      if (!folder.hasPiece(root)) {
        folder.writePiece(root, piece.content());
      }
      file.paths.write(piece, root);
      references.merge(root, 1, Integer::sum);
      file.presentPieces.set(piece.index());
      syncIfComplete(file);
    }
  }

  /** Only then does the file count as held: names of pieces, paths and manifest are durable. */
  private void syncIfComplete(HeldFile file) throws IOException {
    if (!file.needsSync()) {
      return;
    }
    file.paths.force();
    folder.force(file.paths.roots().values());
    file.synced = true;
  }

  private HeldFile find(Hash id) throws RefusedException {
    HeldFile file = files.get(id);
    if (file == null) {
      throw new RefusedException(
          unreadable.contains(id)
              ? "the manifest of file " + id.brief() + " is unreadable here"
              : "file " + id.brief() + " is not held here");
    }
    return file;
  }

  /**
   * A piece, verified.
   *
   * @throws RefusedException if the file is not held here or the piece is not, or was found damaged
   *     now
   */
  public Piece piece(Hash id, int index) throws IOException, RefusedException {
    HeldFile file;
    Optional<MerklePathEntry> entry;
    synchronized (lock) {
      file = find(id);
      if (index < 0 || index >= file.file().pieceCount() || !file.presentPieces.get(index)) {
        throw new RefusedException(
            "piece " + index + " of file " + id.brief() + " is not held here");
      }
      entry = file.paths.read(index);
    }
    if (entry.isPresent()) {
      Optional<Bytes> content =
          folder.readPiece(entry.get().root(), file.file().pieceLength(index));
      if (content.isPresent()) {
        return new Piece(entry.get().proof(), content.get());
      }
    }
    drop(id, file, index, entry);
    throw new RefusedException("piece " + index + " of file " + id.brief() + " was found damaged");
  }

  private void drop(Hash id, HeldFile file, int index, Optional<MerklePathEntry> entry)
      throws IOException {
    synchronized (lock) {
      if (files.get(id) != file || !file.presentPieces.get(index)) {
        return;
      }
      report("piece " + index, id.brief());
      file.presentPieces.clear(index);
      file.synced = false;
      file.paths.clear(index);
      if (entry.isPresent()) {
        // Other files with this piece find out when they read it.
        dereference(entry.get().root());
        folder.deletePiece(entry.get().root());
      }
    }
  }

  private void report(String what, String where) {
    damaged.increment();
    log.atWarn().addKeyValue("file", where).addKeyValue("what", what).log("damaged, dropped");
  }

  private void dereference(Hash root) throws IOException {
    if (references.merge(root, -1, Integer::sum) <= 0) {
      references.remove(root);
      if (!unreadable.mayContain(root)) {
        folder.deletePiece(root);
      }
    }
  }

  /** Reads every piece of a file, so that damage is found and dropped; how many pieces were. */
  public int scrub(Hash id) throws IOException, RefusedException {
    BitSet before = presentPieces(id);
    for (int index = before.nextSetBit(0); index >= 0; index = before.nextSetBit(index + 1)) {
      try {
        piece(id, index);
      } catch (RefusedException e) {
        log.atDebug().addKeyValue("reason", e.getMessage()).log("scrubbed");
      }
    }
    return before.cardinality() - presentPieces(id).cardinality();
  }

  /** Deletes a file, and the pieces that no other file here has; nothing if it is not here. */
  public void release(Hash id) throws IOException {
    synchronized (lock) {
      HeldFile file = files.get(id);
      if (file == null) {
        return;
      }
      Map<Integer, Hash> roots = file.paths.roots();
      folder.deleteManifest(id);
      files.remove(id);
      file.deposit.record().ifPresent(record -> fileOf.remove(record, id));
      bytesHeld.addAndGet(-file.file().diskBytes());
      roots.keySet().removeIf(index -> !file.presentPieces.get(index));
      for (Hash root : roots.values()) {
        dereference(root);
      }
    }
  }

  /**
   * The response to the ledger's audit of a file (GAME-4).
   *
   * @param chunk number of the demanded chunk of 1 KiB
   * @throws RefusedException if its piece is not here
   */
  public ChunkProof proveChunk(Hash id, int chunk) throws IOException, RefusedException {
    FileManifest file = manifest(id).manifest();
    if (chunk < 0 || chunk >= file.chunkCount()) {
      throw new RefusedException(
          "file " + id.brief() + " has " + file.chunkCount() + " chunks, no " + chunk);
    }
    return piece(id, chunk / (file.pieceSize() / Chunk.MAX_SIZE)).proveChunk(file, chunk);
  }

  /** The signed manifest of a file, by its own name or its record's. */
  public SignedManifest manifest(Hash name) throws RefusedException {
    synchronized (lock) {
      return find(fileOf.getOrDefault(name, name)).deposit;
    }
  }

  /** Which pieces of a file are here. */
  public BitSet presentPieces(Hash id) throws RefusedException {
    synchronized (lock) {
      return (BitSet) find(id).presentPieces.clone();
    }
  }

  /** Whether all of a file is here, durably. */
  public boolean isComplete(Hash id) {
    synchronized (lock) {
      return files.containsKey(id) && files.get(id).isComplete();
    }
  }

  /** The files here, whole or in part, in the order of their names. */
  public List<Hash> ids() {
    synchronized (lock) {
      return List.copyOf(files.keySet());
    }
  }

  /** The files whose manifests cannot be read, and whose pieces are kept (FILE-11). */
  public List<Hash> unreadableIds() {
    return unreadable.ids();
  }

  /** Bytes that all files here take, or will when they are whole. */
  public long bytesHeld() {
    return bytesHeld.get() + unreadable.bytes();
  }

  /** The pieces of one file, to be sent on. */
  public PieceSource source(Hash id) {
    return index -> {
      try {
        return Optional.of(piece(id, index));
      } catch (RefusedException e) {
        return Optional.empty();
      }
    };
  }

  /** Where missing pieces of a file go. */
  public PieceSink sink(Hash id) {
    return new PieceSink() {
      @Override
      public BitSet presentPieces() throws RefusedException {
        return PieceStore.this.presentPieces(id);
      }

      @Override
      public void write(Piece piece) throws IOException, RefusedException {
        putPiece(id, piece);
      }
    };
  }
}
