package org.medchain.baseline.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.medchain.data.Bytes;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.InclusionProof;
import org.medchain.data.MerkleTree;
import org.medchain.launcher.WholeFolder;
import org.medchain.node.durable.DurableFile;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.durable.PrivateFiles;
import org.medchain.node.durable.VolumeFile;

/**
 * A log on the disk: the file to which entries are appended, and beside it what is published, its
 * tiles and checkpoint (C2SP tlog-tiles; BASE-7). An entry is durable when {@link #append} returns;
 * what a kill left half written was never acknowledged, and is cut off.
 */
public final class TileLog implements AutoCloseable {
  /** The published note. */
  public static final String CHECKPOINT = "checkpoint";

  private static final String ENTRIES = "entries";
  private static final int WIDTH = 256;

  private final Path folder;
  private final NoteSigner signer;
  private final VolumeFile file;
  private final List<Bytes> entries = new ArrayList<>();

  /** By level the hashes of its tiles: of entries, of 256 entries, and so on. */
  private final List<List<Hash>> levels = new ArrayList<>();

  private int published;
  private long forced;

  private TileLog(Path folder, NoteSigner signer, VolumeFile file) {
    this.folder = folder;
    this.signer = signer;
    this.file = file;
  }

  /**
   * Opens a log, or makes it.
   *
   * @throws IOException if the entries on the disk have not the root that was published
   */
  public static TileLog open(Path folder, NoteSigner signer) throws IOException {
    PrivateFiles.createDirectory(folder);
    FolderVolume volume = FolderVolume.at(folder);
    boolean there = volume.list().contains(ENTRIES);
    VolumeFile file = there ? volume.open(ENTRIES) : volume.create(ENTRIES);
    volume.syncDirectory();
    TileLog log = new TileLog(folder, signer, file);
    ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(folder.resolve(ENTRIES)));
    for (Bytes each : bundle(all)) {
      log.add(each);
    }
    file.truncate(all.position());
    log.forced = all.position();
    Path note = folder.resolve(CHECKPOINT);
    if (Files.exists(note)) {
      LogCheckpoint last = LogCheckpoint.parse(SignedNote.parse(Files.readString(note)).text());
      if (last.size() > log.size() || !log.root(last.size()).equals(last.root())) {
        throw new IOException(note + ": the entries on the disk have another root");
      }
      log.published = last.size();
    }
    return log;
  }

  /** The whole entries of a bundle; the buffer's position is behind the last one. */
  public static List<Bytes> bundle(ByteBuffer in) {
    List<Bytes> whole = new ArrayList<>();
    while (in.remaining() >= Short.BYTES) {
      int size = Short.toUnsignedInt(in.getShort(in.position()));
      if (size == 0 || size > in.remaining() - Short.BYTES) {
        break;
      }
      byte[] entry = new byte[size];
      in.position(in.position() + Short.BYTES).get(entry);
      whole.add(Bytes.of(entry));
    }
    return whole;
  }

  private static Bytes framed(List<Bytes> entries) {
    Encoder out = new Encoder();
    for (Bytes each : entries) {
      out.uint8(each.size() >>> Byte.SIZE).uint8(each.size() & 0xFF).raw(each);
    }
    return out.toBytes();
  }

  /** The hash of an entry as a leaf. */
  public static Hash leafHash(Bytes entry) {
    return MerkleTree.rootOf(List.of(leaf(entry)));
  }

  /** An entry as a leaf: its bytes, with nothing before them. */
  public static Encodable leaf(Bytes entry) {
    return Encodable.of(out -> out.raw(entry));
  }

  /** Appends an entry durably, and gives its place; threads share a sync. */
  public int append(Bytes entry) throws IOException {
    int place;
    long end;
    synchronized (this) {
      file.append(ByteBuffer.wrap(framed(List.of(entry)).toArray()));
      place = entries.size();
      end = file.size();
      add(entry);
    }
    synchronized (file) {
      if (forced < end) {
        long upTo = file.size();
        file.force();
        forced = upTo;
      }
    }
    return place;
  }

  private void add(Bytes entry) {
    entries.add(entry);
    Hash hash = leafHash(entry);
    for (int i = 0; ; i++) {
      if (i == levels.size()) {
        levels.add(new ArrayList<>());
      }
      List<Hash> level = levels.get(i);
      level.add(hash);
      if (level.size() % WIDTH != 0) {
        return;
      }
      hash = MerkleTree.overSubtrees(level.subList(level.size() - WIDTH, level.size())).root();
    }
  }

  /** Number of entries. */
  public synchronized int size() {
    return entries.size();
  }

  /** All entries so far. */
  public synchronized List<Bytes> entries() {
    return List.copyOf(entries);
  }

  private synchronized Hash root(int size) {
    return levels.isEmpty()
        ? MerkleTree.EMPTY_ROOT
        : MerkleTree.overSubtrees(levels.get(0).subList(0, size)).root();
  }

  /** The proof of an entry's place in the tree of this size. */
  public synchronized InclusionProof inclusion(int place, int size) {
    return MerkleTree.overSubtrees(levels.get(0).subList(0, size)).proof(place);
  }

  /** The proof that a smaller tree of this log became the one of this size. */
  public synchronized ConsistencyProof consistency(int from, int size) {
    return ConsistencyProof.of(levels.isEmpty() ? List.of() : levels.get(0).subList(0, size), from);
  }

  /** The log's signed checkpoint over all entries so far, which are on the disk. */
  public SignedNote sign(long atS) throws IOException {
    int size = size();
    file.force();
    String text = new LogCheckpoint(signer.key().name(), size, root(size)).text();
    return new SignedNote(text, List.of(signer.line(text, atS)));
  }

  /** Writes the tiles of a checkpoint, then the checkpoint, durably; entries may come meanwhile. */
  public void publish(SignedNote note) throws IOException {
    int size = LogCheckpoint.parse(note.text()).size();
    int shift = 0;
    for (int i = 0; size >>> shift > 0; i++, shift += Byte.SIZE) {
      for (int tile = (published >>> shift) / WIDTH; tile * WIDTH < size >>> shift; tile++) {
        int from = tile * WIDTH;
        int to = Math.min(from + WIDTH, size >>> shift);
        Encoder hashes = new Encoder();
        Bytes bundle;
        synchronized (this) {
          levels.get(i).subList(from, to).forEach(hashes::hash);
          bundle = i == 0 ? framed(entries.subList(from, to)) : Bytes.EMPTY;
        }
        write("tile/" + i + "/" + path(tile), to - from, hashes.toBytes());
        if (i == 0) {
          write("tile/entries/" + path(tile), to - from, bundle);
        }
      }
    }
    DurableFile.write(folder.resolve(CHECKPOINT), note.toString());
    published = size;
  }

  /** A tile that is full takes the place of its parts. */
  private void write(String name, int width, Bytes content) throws IOException {
    Path target = folder.resolve(width == WIDTH ? name : name + ".p/" + width);
    PrivateFiles.createDirectory(target.getParent());
    DurableFile.write(target, content);
    if (width == WIDTH) {
      WholeFolder.delete(folder.resolve(name + ".p"));
    }
  }

  /** A tile's number in its path: groups of three digits, all but the last one behind an x. */
  static String path(int tile) {
    String last = String.format(Locale.ROOT, "%03d", tile % 1000);
    return tile < 1000 ? last : path(tile / 1000).replaceAll("\\d{3}$", "x$0") + "/" + last;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
