package org.medchain.node.files;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.medchain.contract.Chunk;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.node.transport.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A holder's folder of encrypted files (STO-6, FILE-5, FILE-6): pieces by their hash, each written
 * whole or not at all and verified whenever it is read; a damaged piece is dropped and counted, to
 * be fetched again from others. May be used from any thread, by one process at a time.
 */
public final class ChunkStore {
  private static final Logger log = LoggerFactory.getLogger(ChunkStore.class);

  private final StoreFolder folder;
  private final long quotaBytes;
  private final Counter damaged;
  private final Object lock = new Object();

  /** All below is guarded by the lock. */
  private final Map<Hash, HeldFile> held = new TreeMap<>();

  /** How many files here have a piece with this root. */
  private final Map<Hash, Integer> references = new HashMap<>();

  private final Map<PublicKey, Long> bytesOf = new HashMap<>();
  private long bytesHeld;

  private ChunkStore(Path folder, long quotaBytes, MeterRegistry meters) throws IOException {
    this.folder = new StoreFolder(folder);
    this.quotaBytes = quotaBytes;
    this.damaged = meters.counter("medchain.files.damaged");
    meters.gauge("medchain.files.held.bytes", this, ChunkStore::bytesHeld);
  }

  /**
   * Opens the folder, or makes it; drops what an interruption left half done.
   *
   * @param quotaBytes the most bytes, each file counted with its {@link StoredFile#room} from the
   *     start
   */
  public static ChunkStore open(Path folder, long quotaBytes, MeterRegistry meters)
      throws IOException {
    ChunkStore store = new ChunkStore(folder, quotaBytes, meters);
    for (Path path : store.folder.deposits()) {
      store.load(path);
    }
    store.folder.sweep(store.references.keySet(), store.held.keySet());
    return store;
  }

  private void load(Path path) throws IOException {
    Deposit deposit;
    try {
      deposit = Decoder.decode(Bytes.of(Files.readAllBytes(path)), Deposit::decode);
    } catch (MalformedInput e) {
      report("manifest", path.getFileName().toString());
      return;
    }
    HeldFile file = register(deposit);
    Set<Hash> present = new HashSet<>();
    List<Optional<PathTable.Entry>> entries = file.paths().readAll();
    for (int index = 0; index < entries.size(); index++) {
      Optional<Hash> root = entries.get(index).map(PathTable.Entry::root);
      if (root.isPresent() && (present.contains(root.get()) || folder.hasPiece(root.get()))) {
        present.add(root.get());
        file.have().set(index);
        references.merge(root.get(), 1, Integer::sum);
      }
    }
    forceIfAllHere(file);
  }

  private HeldFile register(Deposit deposit) {
    Hash id = deposit.id();
    PathTable paths = new PathTable(folder.pathsOf(id), deposit.file());
    HeldFile file = new HeldFile(deposit, paths);
    held.put(id, file);
    count(deposit.file(), 1);
    return file;
  }

  private void count(StoredFile file, int sign) {
    bytesHeld += sign * file.room();
    bytesOf.merge(file.owner(), sign * file.room(), Long::sum);
    bytesOf.remove(file.owner(), 0L);
  }

  /**
   * Makes room for a file, whose pieces may then come; nothing new if it is here already.
   *
   * @throws Refused if its owner did not sign it or the quota does not hold it
   */
  public void begin(Deposit deposit) throws IOException, Refused {
    if (!deposit.isSigned()) {
      throw new Refused("the manifest of file " + deposit.id().brief() + " is not its owner's");
    }
    synchronized (lock) {
      if (held.containsKey(deposit.id())) {
        return;
      }
      long room = deposit.file().room();
      if (room > quotaBytes - bytesHeld) {
        throw new Refused(
            "the holder is full: "
                + bytesHeld
                + " of "
                + quotaBytes
                + " bytes are taken, the file needs "
                + room);
      }
      folder.writeDeposit(deposit);
      register(deposit);
    }
  }

  /**
   * Keeps a piece of a file that was begun.
   *
   * @throws Refused if the file is not held here, or the piece is not that of the file
   */
  void put(Hash id, Piece piece) throws IOException, Refused {
    HeldFile file;
    synchronized (lock) {
      file = find(id);
      if (file.have().get(Math.min(piece.index(), file.file().pieces()))) {
        return;
      }
    }
    if (!piece.belongsTo(file.file())) {
      throw new Refused("piece " + piece.index() + " is not of file " + id.brief());
    }
    Hash root = piece.root();
    synchronized (lock) {
      // Under the lock, so that a piece that two files share is not released between the two.
      if (held.get(id) != file || file.have().get(piece.index())) {
        return;
      }
      if (!folder.hasPiece(root)) {
        folder.writePiece(root, piece.content());
      }
      file.paths().write(piece, root);
      references.merge(root, 1, Integer::sum);
      file.have().set(piece.index());
      forceIfAllHere(file);
    }
  }

  /** Only then is the file said to be held: names of pieces, ways and manifest are durable. */
  private void forceIfAllHere(HeldFile file) throws IOException {
    if (!file.waitsForForce()) {
      return;
    }
    file.paths().force();
    folder.force(HeldFile.roots(file.paths().readAll()));
    file.markForced(true);
  }

  private HeldFile find(Hash id) throws Refused {
    HeldFile file = held.get(id);
    if (file == null) {
      throw new Refused("file " + id.brief() + " is not held here");
    }
    return file;
  }

  /**
   * A piece, verified.
   *
   * @throws Refused if the file is not held here or the piece is not, or was found damaged now
   */
  Piece piece(Hash id, int index) throws IOException, Refused {
    HeldFile file;
    Optional<PathTable.Entry> entry;
    synchronized (lock) {
      file = find(id);
      if (index < 0 || index >= file.file().pieces() || !file.have().get(index)) {
        throw new Refused("piece " + index + " of file " + id.brief() + " is not held here");
      }
      entry = file.paths().read(index);
    }
    if (entry.isPresent()) {
      PathTable.Entry found = entry.get();
      Optional<Bytes> content = folder.readPiece(found.root(), file.file().pieceLength(index));
      if (content.isPresent()) {
        return new Piece(found.place(), content.get());
      }
    }
    drop(id, file, index, entry);
    throw new Refused("piece " + index + " of file " + id.brief() + " was found damaged");
  }

  private void drop(Hash id, HeldFile file, int index, Optional<PathTable.Entry> entry)
      throws IOException {
    synchronized (lock) {
      if (held.get(id) != file || !file.have().get(index)) {
        return;
      }
      report("piece " + index, id.brief());
      file.have().clear(index);
      file.markForced(false);
      file.paths().clear(index);
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
      folder.deletePiece(root);
    }
  }

  /** Reads every piece of a file, so that damage is found and dropped; how many pieces were. */
  public int scrub(Hash id) throws IOException, Refused {
    BitSet before = have(id);
    for (int index = before.nextSetBit(0); index >= 0; index = before.nextSetBit(index + 1)) {
      try {
        piece(id, index);
      } catch (Refused e) {
        log.atDebug().addKeyValue("reason", e.getMessage()).log("scrubbed");
      }
    }
    return before.cardinality() - have(id).cardinality();
  }

  /** Gives up a file, and the pieces that no other file here has; nothing if it is not here. */
  public void release(Hash id) throws IOException {
    synchronized (lock) {
      HeldFile file = held.get(id);
      if (file == null) {
        return;
      }
      List<Optional<PathTable.Entry>> entries = file.paths().readAll();
      folder.deleteDeposit(id);
      held.remove(id);
      count(file.file(), -1);
      for (int index = 0; index < entries.size(); index++) {
        if (file.have().get(index) && entries.get(index).isPresent()) {
          dereference(entries.get(index).get().root());
        }
      }
    }
  }

  /**
   * What answers the ledger's audit of a file (GAME-4).
   *
   * @param chunk number of the chunk of 1 KiB that the audit asks for
   * @throws Refused if its piece is not here
   */
  public ChunkProof answer(Hash id, int chunk) throws IOException, Refused {
    StoredFile file = deposit(id).file();
    if (chunk < 0 || chunk >= file.chunks()) {
      throw new Refused("file " + id.brief() + " has " + file.chunks() + " chunks, no " + chunk);
    }
    return piece(id, chunk / (file.pieceSize() / Chunk.MAX_SIZE)).chunk(file, chunk);
  }

  /** Its signed manifest. */
  public Deposit deposit(Hash id) throws Refused {
    synchronized (lock) {
      return find(id).deposit();
    }
  }

  /** Which pieces of a file are here. */
  BitSet have(Hash id) throws Refused {
    synchronized (lock) {
      return (BitSet) find(id).have().clone();
    }
  }

  /** Whether all of a file is here, durably. */
  public boolean isWhole(Hash id) {
    synchronized (lock) {
      return held.containsKey(id) && held.get(id).isWhole();
    }
  }

  /** The files here, whole or in part, in the order of their names. */
  public List<Hash> ids() {
    synchronized (lock) {
      return List.copyOf(held.keySet());
    }
  }

  /** Bytes that all files here take, or will when they are whole. */
  public long bytesHeld() {
    synchronized (lock) {
      return bytesHeld;
    }
  }

  /** The same of one owner's files. */
  public long bytesHeld(PublicKey owner) {
    synchronized (lock) {
      return bytesOf.getOrDefault(owner, 0L);
    }
  }

  /** The pieces of one file, to be sent on. */
  PieceSource source(Hash id) {
    return index -> {
      try {
        return Optional.of(piece(id, index));
      } catch (Refused e) {
        return Optional.empty();
      }
    };
  }

  /** Where missing pieces of a file go. */
  PieceSink sink(Hash id) {
    return new PieceSink() {
      @Override
      public BitSet have() {
        try {
          return ChunkStore.this.have(id);
        } catch (Refused e) {
          return new BitSet();
        }
      }

      @Override
      public void write(Piece piece) throws IOException, Refused {
        put(id, piece);
      }
    };
  }
}
