package org.medchain.node.files.holder;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.medchain.contract.storageproof.Chunk;
import org.medchain.data.Hash;
import org.medchain.node.durable.DurableFile;
import org.medchain.node.durable.PrivateFiles;
import org.medchain.node.files.piece.FileManifest;
import org.medchain.node.files.piece.Piece;
import org.medchain.node.files.piece.Piece.ChunkProof;
import org.medchain.node.files.piece.PieceFile;
import org.medchain.node.files.piece.PieceSink;
import org.medchain.node.files.piece.PieceSource;
import org.medchain.node.files.piece.SignedManifest;
import org.medchain.node.transport.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A holder's folder of encrypted files (STO-6, FILE-5, FILE-6, FILE-11): of each its pieces in one
 * file, its signed manifest and its table of paths. A piece is verified whenever it is read; a
 * damaged one is dropped and counted, to be fetched again from others. May be used from any thread,
 * by one process at a time.
 */
public final class PieceStore {
  private static final Logger log = LoggerFactory.getLogger(PieceStore.class);
  private static final String MANIFEST = ".deposit";
  private static final String TABLE = ".paths";
  private static final Pattern NAME = Pattern.compile("([0-9a-f]{64})(\\.deposit|\\.paths)?");
  private static final long BLOCK = 4096;

  private final Path pieces;
  private final Path manifests;
  private final long quotaBytes;
  private final Counter damaged;
  private final Object lock = new Object();

  /** All below is guarded by the lock unless it says otherwise. */
  private final Map<Hash, HeldFile> files = new TreeMap<>();

  /** The file of each record, for callers that know only the record (FILE-13). */
  private final Map<Hash, Hash> fileOf = new TreeMap<>();

  /**
   * Files whose manifests cannot be read (FILE-11), and the bytes that they take: a lost page of a
   * hundred bytes must not cost the gigabytes that it describes. Metrics read it without the lock.
   */
  private final Map<Hash, Long> unreadable = new ConcurrentSkipListMap<>();

  /** Read without the lock, which is held while pieces are forced. */
  private final AtomicLong bytesHeld = new AtomicLong();

  private PieceStore(Path folder, long quotaBytes, MeterRegistry meters) throws IOException {
    PrivateFiles.createDirectory(folder);
    this.pieces = PrivateFiles.createDirectory(folder.resolve("pieces"));
    this.manifests = PrivateFiles.createDirectory(folder.resolve("files"));
    this.quotaBytes = quotaBytes;
    this.damaged = meters.counter("medchain.files.damaged");
    meters.gauge("medchain.files.held.bytes", this, PieceStore::bytesHeld);
    meters.gauge("medchain.files.unreadable", this, store -> store.unreadable.size());
  }

  /**
   * Opens the folder, or makes it; drops partial writes of an interruption.
   *
   * @param quotaBytes the most bytes, each file counted with its {@link FileManifest#diskBytes}
   *     from the start
   * @throws IOException also if the folder has another version
   */
  public static PieceStore open(Path folder, long quotaBytes, MeterRegistry meters)
      throws IOException {
    PieceStore store = new PieceStore(folder, quotaBytes, meters);
    if (list(store.pieces).stream().anyMatch(Files::isDirectory)) {
      throw new IOException(
          store.pieces
              + " has format 1, and only format 2 is read: start the version that wrote it");
    }
    for (Path path : list(store.manifests)) {
      if (path.toString().endsWith(MANIFEST)) {
        store.load(path);
      }
    }
    store.sweep();
    return store;
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }

  /** The file that a path of the store belongs to; empty if the store gives no such name. */
  private static Optional<Hash> fileNamedBy(Path path) {
    Matcher name = NAME.matcher(path.getFileName().toString());
    return name.matches() ? Optional.of(Hash.fromHex(name.group(1))) : Optional.empty();
  }

  private void load(Path path) throws IOException {
    Optional<Hash> name = fileNamedBy(path);
    if (name.isEmpty()) {
      report("manifest", path.getFileName().toString());
      return;
    }
    Hash id = name.get();
    SignedManifest deposit;
    try {
      deposit = HeldFile.readManifest(path, id);
    } catch (IOException e) {
      damaged.increment();
      log.atWarn()
          .addKeyValue("file", id.toHex())
          .addKeyValue("reason", e.getMessage())
          .log("unreadable manifest, pieces are kept until a holder or the owner sends it again");
      unreadable.put(id, diskBytes(pieces.resolve(id.toHex())) + diskBytes(table(id)));
      return;
    }
    register(deposit);
  }

  private static long diskBytes(Path path) {
    return Math.ceilDiv(path.toFile().length(), BLOCK) * BLOCK;
  }

  /** Deletes what belongs to no file here. */
  private void sweep() throws IOException {
    for (Path folder : List.of(pieces, manifests)) {
      for (Path path : list(folder)) {
        Optional<Hash> id = fileNamedBy(path);
        if (id.filter(it -> files.containsKey(it) || unreadable.containsKey(it)).isEmpty()) {
          Files.delete(path);
        }
      }
    }
  }

  private Path manifestPath(Hash id) {
    return manifests.resolve(id.toHex() + MANIFEST);
  }

  private Path table(Hash id) {
    return manifests.resolve(id.toHex() + TABLE);
  }

  /** Takes in a file, with the pieces that are here. */
  private void register(SignedManifest deposit) throws IOException {
    Hash id = deposit.id();
    Path data = pieces.resolve(id.toHex());
    HeldFile file = new HeldFile(deposit, PieceFile.held(deposit.manifest(), data, table(id)));
    files.put(id, file);
    deposit.record().ifPresent(record -> fileOf.put(record, id));
    bytesHeld.addAndGet(deposit.manifest().diskBytes());
    completeIfWhole(file);
  }

  /**
   * Makes room for a file, whose pieces may then come; nothing new if it is here already. A file
   * that had its room and lost its manifest has its pieces again (FILE-11).
   *
   * @throws RefusedException if its owner did not sign it or the quota does not hold it
   */
  public void reserve(SignedManifest deposit) throws IOException, RefusedException {
    Hash id = deposit.id();
    if (!deposit.hasValidSignature()) {
      throw new RefusedException("the manifest of file " + id.brief() + " is not its owner's");
    }
    synchronized (lock) {
      if (files.containsKey(id)) {
        return;
      }
      long room = deposit.manifest().diskBytes();
      long taken = bytesHeld();
      if (!unreadable.containsKey(id) && room > quotaBytes - taken) {
        throw new RefusedException(
            "the holder is full: %s of %s bytes are taken, the file needs %s"
                .formatted(taken, quotaBytes, room));
      }
      DurableFile.write(manifestPath(id), deposit.encoded());
      register(deposit);
      unreadable.remove(id);
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
      if (file.pieces.has(piece.index())) {
        return;
      }
    }
    if (!piece.belongsTo(file.file())) {
      throw new RefusedException("piece " + piece.index() + " is not of file " + id.brief());
    }
    synchronized (lock) {
      if (files.get(id) == file && !file.pieces.has(piece.index())) {
        file.pieces.write(piece);
        completeIfWhole(file);
      }
    }
  }

  /** Only then does the file count as held: its table and the names of its files are durable. */
  private void completeIfWhole(HeldFile file) throws IOException {
    if (!file.complete && file.pieces.isWhole()) {
      file.pieces.force();
      PrivateFiles.syncDirectory(pieces);
      PrivateFiles.syncDirectory(manifests);
      file.complete = true;
    }
  }

  private HeldFile find(Hash id) throws RefusedException {
    HeldFile file = files.get(id);
    if (file == null) {
      throw new RefusedException(
          unreadable.containsKey(id)
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
    synchronized (lock) {
      file = find(id);
      if (!file.pieces.has(index)) {
        throw new RefusedException(
            "piece " + index + " of file " + id.brief() + " is not held here");
      }
    }
    Optional<Piece> piece = file.pieces.read(index);
    if (piece.isPresent()) {
      return piece.get();
    }
    synchronized (lock) {
      if (files.get(id) == file && file.pieces.has(index)) {
        report("piece " + index, id.brief());
        file.complete = false;
        file.pieces.clear(index);
      }
    }
    throw new RefusedException("piece " + index + " of file " + id.brief() + " was found damaged");
  }

  private void report(String what, String where) {
    damaged.increment();
    log.atWarn().addKeyValue("file", where).addKeyValue("what", what).log("damaged, dropped");
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

  /** Deletes a file; nothing if it is not here. */
  public void release(Hash id) throws IOException {
    synchronized (lock) {
      HeldFile file = files.get(id);
      if (file == null) {
        return;
      }
      // First the manifest: pieces that an interruption leaves are swept when the folder is opened.
      Files.deleteIfExists(manifestPath(id));
      files.remove(id);
      file.deposit.record().ifPresent(record -> fileOf.remove(record, id));
      bytesHeld.addAndGet(-file.file().diskBytes());
      file.pieces.delete();
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
      return find(id).pieces.presentPieces();
    }
  }

  /** Whether all of a file is here, durably. */
  public boolean isComplete(Hash id) {
    synchronized (lock) {
      return files.containsKey(id) && files.get(id).complete;
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
    return List.copyOf(unreadable.keySet());
  }

  /** Bytes that all files here take, or will when they are whole. */
  public long bytesHeld() {
    return bytesHeld.get() + unreadable.values().stream().mapToLong(Long::longValue).sum();
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
